using System.Text.Json;
using Patchbay.Server.Channels.WhatsApp.Recovery;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Coexistence;

/// <summary>Statuses whose webhooks never came are looked up in Meta's message history.</summary>
public sealed class StatusRecoveryTests
{
    [Theory, EachDatabase]
    public async Task A_status_that_never_came_is_found_in_the_history_of_Meta(DatabaseKind kind)
    {
        await using var stage = await AppStage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        await stage.Host.Get<StatusRecovery>().RunAsync(default);
        var id = await LoseStatusesAsync(stage, phone);

        await stage.Host.CallsEndedAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        await stage.Host.Get<StatusRecovery>().RunAsync(default);
        (await stage.MessageAsync(id)).Text("status").ShouldBe("accepted", "a webhook may still be on its way");
        LookUps(stage).ShouldBe(0);

        stage.Clock.Advance(TimeSpan.FromMinutes(25));
        await stage.Host.Get<StatusRecovery>().RunAsync(default);
        await stage.WhenWorkedOffAsync();
        (await stage.MessageAsync(id)).Text("status").ShouldBe("read");
        // The webhook that the test forgot was published too; only the other one is from the history.
        while (!IsFromHistory((await receiver.NextAsync("message.delivered")).Data)) { }

        stage.Clock.Advance(TimeSpan.FromHours(3));
        await stage.Host.Get<StatusRecovery>().RunAsync(default);
        LookUps(stage).ShouldBe(1, "a message is looked up once");
    }

    [Fact]
    public async Task A_number_without_message_history_is_not_asked_for_each_message()
    {
        await using var stage = await AppStage.StartAsync();
        var phone = await stage.ConnectAsync();
        await stage.Host.Get<StatusRecovery>().RunAsync(default);
        for (var i = 0; i < 3; i++)
            await LoseStatusesAsync(stage, phone);
        stage.Meta.FailNext("getMessageHistory", code: 100, httpStatus: 400, times: 10);

        stage.Clock.Advance(TimeSpan.FromMinutes(35));
        await stage.Host.Get<StatusRecovery>().RunAsync(default);
        LookUps(stage).ShouldBe(1);
    }

    /// <summary>Sends a message and forgets what the webhooks of its statuses brought.</summary>
    private static async Task<string> LoseStatusesAsync(Stage stage, ConnectedPhone phone)
    {
        var id = (await stage.SentAsync(phone)).Text("id")!;
        await stage.Meta.WhenDeliveriesIdle();
        await stage.WhenWorkedOffAsync();
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session => session.ExecuteAsync("update messages set status = 'accepted' where direction = 'outbound'"),
                default
            );
        return id;
    }

    private static bool IsFromHistory(JsonElement data) =>
        data.TryGetProperty("extra", out var extra)
        && extra.TryGetProperty("from_message_history", out var mark)
        && mark.ValueKind == JsonValueKind.True;

    private static int LookUps(Stage stage) =>
        stage.Meta.Requests.Count(request => request.Path.EndsWith("/message_history", StringComparison.Ordinal));
}
