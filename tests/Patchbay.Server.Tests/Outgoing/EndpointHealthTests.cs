using Patchbay.Server.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

public sealed class EndpointHealthTests
{
    [Theory, EachDatabase]
    public async Task Days_of_failures_warn_at_half_time_and_then_switch_off(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        await stage.CreateHookAsync("\"webhook.failing\",\"webhook.disabled\"", path: "/observer");
        var hook = await FailingHookAsync(stage);
        var path = $"/v1/outgoing-webhooks/{OutgoingStage.Id(hook)}";

        await FailOnceAsync(stage, hook);
        (await stage.GetAsync(path))
            .GetProperty("failingSince")
            .ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        stage.Advance(TimeSpan.FromHours(12)); // the clock starts
        await FailOnceAsync(stage, hook);
        stage.Advance(TimeSpan.FromDays(2.5));
        await FailOnceAsync(stage, hook);
        (await stage.Receiver.NextAsync("webhook.failing"))
            .Data.GetProperty("webhookId")
            .GetString()
            .ShouldBe(OutgoingStage.Id(hook));
        (await stage.GetAsync(path)).GetProperty("isActive").GetBoolean().ShouldBeTrue();

        stage.Advance(TimeSpan.FromDays(2.5)); // the next retry is the failure that ends it
        (await stage.Receiver.NextAsync("webhook.disabled")).Data.GetProperty("reason").GetString().ShouldBe("failing");
        var off = await stage.GetAsync(path);
        off.GetProperty("isActive").GetBoolean().ShouldBeFalse();
        off.GetProperty("disabledReason").GetString().ShouldBe("failing");
        stage.Receiver.All.Count(call => call.Event == "webhook.failing").ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task One_success_forgets_all_failures(DatabaseKind kind)
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
            one => one.GetProperty("failingSince").ValueKind == System.Text.Json.JsonValueKind.Null
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

    // A new event each time: its first call waits for no older one, but for the pause of an endpoint that seems down.
    private static async Task FailOnceAsync(OutgoingStage stage, System.Text.Json.JsonElement hook)
    {
        await stage.PublishAsync(EventNames.MessageReceived);
        await stage.Host.AsTimePassesAsync(stage.AttemptedAsync(hook, 1));
    }
}
