using System.Net;
using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>Requested calls: a test event, sending a delivery again, recovering a period.</summary>
public sealed class SendAgainTests
{
    [Theory, EachDatabase]
    public async Task A_test_event_goes_only_to_its_endpoint_whatever_the_subscriptions(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        await stage.CreateHookAsync(path: "/other");
        var hook = await stage.CreateHookAsync("\"message.read\"");

        var made = await stage
            .Api.PostAsync($"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}/test", null)
            .ShouldBeAsync(HttpStatusCode.Accepted);

        var came = await stage.Receiver.NextAsync();
        came.Event.ShouldBe("webhook.test");
        came.Data.GetProperty("webhookId").GetString().ShouldBe(OutgoingStage.Id(hook));
        var delivery = await stage.AttemptedAsync(hook, 1);
        OutgoingStage.Id(delivery).ShouldBe(OutgoingStage.Id(made.GetProperty("data")));
        delivery.GetProperty("state").GetString().ShouldBe(DeliveryState.Delivered);
        stage.Receiver.All.ShouldHaveSingleItem().Path.ShouldBe("/hook");
    }

    [Theory, EachDatabase]
    public async Task A_delivery_that_is_being_called_cannot_be_sent_again(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var (came, end) = (New(), New());
        stage.Receiver.Answer = (_, _) => came.TrySetResult() ? end.Task : Task.CompletedTask;
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();
        await came.Task;
        var resend = $"/v1/webhook-deliveries/{OutgoingStage.Id((await stage.DeliveriesAsync(hook))[0])}/resend";

        using var refused = await stage.Api.PostAsync(resend, null);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(15));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("delivery_under_way");

        end.SetResult();
        await stage.AttemptedAsync(hook, 1);
        await stage.Api.PostAsync(resend, null).ShouldBeAsync(HttpStatusCode.Accepted);
        (await stage.AttemptedAsync(hook, 2)).GetProperty("state").GetString().ShouldBe(DeliveryState.Delivered);
        var calls = stage.Receiver.All.Select(call => call.Headers["webhook-id"]).ToList();
        calls.Count.ShouldBe(2);
        calls.Distinct().ShouldHaveSingleItem();
    }

    [Theory, EachDatabase]
    public async Task Recovering_a_period_sends_only_its_failed_and_missed_events(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await stage.CreateHookAsync("\"message.received\"");
        await PublishAsync(stage, 1);
        await stage.AttemptedAsync(hook, 1);
        stage.Receiver.AnswerWith(410); // switches the endpoint off
        await PublishAsync(stage, 2);
        await stage.AttemptedAsync(hook, 1);
        await PublishAsync(stage, 3);
        await PublishAsync(stage, 4);
        stage.Receiver.AnswerWith(200);

        var from = stage.Host.Clock.GetUtcNow().AddHours(-3); // the first event is at the start of the period
        var recovered = await stage
            .Api.PostJsonAsync(
                $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}/recover",
                $$"""{"since":"{{from:O}}","until":"{{from.AddHours(2.5):O}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Accepted);

        recovered.GetProperty("data").GetProperty("deliveries").GetInt32().ShouldBe(2);
        for (var i = 0; i < 4; i++)
            await stage.Receiver.NextAsync();
        stage.Receiver.All.Select(call => call.Data.GetProperty("n").GetInt32()).Order().ShouldBe([1, 2, 2, 3]);
        (await stage.DeliveriesAsync(hook)).GetArrayLength().ShouldBe(3, "none was made for what lies outside");
    }

    // Publishes one event an hour.
    private static Task PublishAsync(OutgoingStage stage, int number)
    {
        stage.Advance(TimeSpan.FromHours(1));
        return stage.PublishAsync(data: $$"""{"n":{{number}}}""");
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
