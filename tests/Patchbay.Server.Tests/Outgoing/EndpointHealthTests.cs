using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class EndpointHealthTests
{
    [Theory, EachDatabase]
    public async Task Failures_for_days_first_publish_a_warning_and_then_switch_the_endpoint_off(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        await stage.CreateHookAsync("\"webhook.failing\",\"webhook.disabled\"", path: "/observer");
        var hook = await FailingHookAsync(stage);
        var path = $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}";

        await FailOnceAsync(stage, hook);
        (await stage.GetAsync(path))
            .GetProperty("failingSince")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        stage.Advance(TimeSpan.FromHours(12)); // from the next failure on, the endpoint counts as failing
        await FailOnceAsync(stage, hook);
        stage.Advance(TimeSpan.FromDays(2.5));
        await FailOnceAsync(stage, hook);
        (await stage.Receiver.NextAsync("webhook.failing"))
            .Data.GetProperty("webhookId")
            .GetString()
            .ShouldBe(OutgoingStage.Id(hook));
        (await stage.GetAsync(path)).GetProperty("isActive").GetBoolean().ShouldBeTrue();

        stage.Advance(TimeSpan.FromDays(2.5)); // the next failed retry switches the endpoint off
        (await stage.Receiver.NextAsync("webhook.disabled")).Data.GetProperty("reason").GetString().ShouldBe("failing");
        var off = await stage.GetAsync(path);
        off.GetProperty("isActive").GetBoolean().ShouldBeFalse();
        off.GetProperty("disabledReason").GetString().ShouldBe("failing");
        stage.Receiver.All.Count(call => call.Event == "webhook.failing").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_success_resets_all_failures(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        var hook = await FailingHookAsync(stage);
        await FailOnceAsync(stage, hook);
        stage.Advance(TimeSpan.FromHours(12));
        await FailOnceAsync(stage, hook);
        var path = $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}";
        (await stage.GetAsync(path)).GetProperty("failingSince").GetString().ShouldNotBeNull();

        stage.Receiver.AnswerWith(200);
        stage.Advance(TimeSpan.FromMinutes(5));
        await stage.UntilAsync(
            path,
            endpoint => endpoint.GetProperty("failingSince").ValueKind == System.Text.Json.JsonValueKind.Null
        );
    }

    private static Task<System.Text.Json.JsonElement> FailingHookAsync(OutgoingStage stage)
    {
        stage.Receiver.Answer = (call, response) =>
        {
            response.StatusCode = call.Path == "/hook" ? 500 : 200;
            return Task.CompletedTask;
        };
        return stage.CreateHookAsync("\"message.received\"");
    }

    // Publishes a new event each time: its first call waits only for the pause of an endpoint that seems down.
    private static async Task FailOnceAsync(OutgoingStage stage, System.Text.Json.JsonElement hook)
    {
        await stage.PublishAsync(EventNames.MessageReceived);
        await stage.Host.AsTimePassesAsync(stage.AttemptedAsync(hook, 1));
    }
}
