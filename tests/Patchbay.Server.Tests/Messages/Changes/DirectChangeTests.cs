using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Messages.Direct;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Changes;

/// <summary>What people, or the account's own people, edit or take back on Instagram and Messenger.</summary>
public sealed class DirectChangeTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "instagram", "true")]
    [InlineData(DatabaseKind.Sqlite, "instagram", "\"true\"")]
    [InlineData(DatabaseKind.Sqlite, "messenger", "1")]
    [InlineData(DatabaseKind.Sqlite, "messenger", "\"True\"")]
    [InlineData(DatabaseKind.Postgres, "instagram", "\"true\"")]
    public async Task A_message_that_its_sender_takes_back_is_gone_however_the_flag_is_written(
        DatabaseKind kind,
        string channel,
        string flag
    )
    {
        WhatsAppChangeTests.SkipWithoutPostgres(kind);
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync(channel);
        await stage.ListenAsync(receiver);
        // The person's message, and one that somebody of the business wrote in Meta's own inbox.
        await line.TellAsync(Item(line, isOurs: false, """ "mid":"m_1","text":"delete me" """));
        await line.TellAsync(Item(line, isOurs: true, """ "mid":"m_2","text":"oops","is_echo":true """));
        await line.TellAsync(Item(line, isOurs: false, $$""" "mid":"m_1","is_deleted":{{flag}} """));
        await line.TellAsync(Item(line, isOurs: true, $$""" "mid":"m_2","is_echo":{{flag}},"is_deleted":{{flag}} """));

        var rows = await line.HistoryAsync();
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(row => row.GetProperty("content").GetRawText() == """{"is_deleted":true}""");
        rows.ShouldAllBe(row => row.Text("revokedAt") != null);
        var told = new List<ReceivedWebhook>();
        while (told.Count < 4)
            told.Add(await receiver.NextAsync());
        told.Select(webhook => (webhook.Event, webhook.Data.Text("mid"), webhook.Data.Text("direction")))
            .ShouldBe([
                ("message.received", "m_1", "inbound"),
                ("message.sent", "m_2", "outbound"),
                ("message.revoked", "m_1", "inbound"),
                ("message.revoked", "m_2", "outbound"),
            ]);
        told.ShouldAllBe(webhook => rows.Any(row => row.Id() == webhook.Data.Text("messageId")));
    }

    [Theory, EachDatabase]
    public async Task A_change_that_comes_before_its_message_stands(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("instagram");
        await stage.ListenAsync(receiver);
        await line.TellAsync(Item(line, isOurs: false, """ "mid":"m_1","is_deleted":"true" """));
        await line.TellAsync(Item(line, isOurs: true, """ "mid":"m_2","is_echo":true,"is_deleted":true """));
        await line.TellAsync(
            Item(line, isOurs: false, "")
                .Replace(
                    "\"message\":{}",
                    """ "message_edit":{"mid":"m_3","text":"two loaves","num_edit":1} """,
                    StringComparison.Ordinal
                )
        );
        (await line.HistoryAsync()).ShouldAllBe(row => row.GetProperty("isAwaited").GetBoolean());

        await line.TellAsync(Item(line, isOurs: false, """ "mid":"m_1","text":"secret" """));
        await line.TellAsync(Item(line, isOurs: true, """ "mid":"m_2","text":"secret","is_echo":true """));
        await line.TellAsync(Item(line, isOurs: false, """ "mid":"m_3","text":"two loafs" """));

        var rows = await line.HistoryAsync();
        rows.Count.ShouldBe(3);
        rows.ShouldAllBe(row => !row.GetRawText().Contains("secret"));
        rows.Single(row => row.Text("mid") == "m_3")
            .GetProperty("content")
            .GetRawText()
            .ShouldBe("""{"text":"two loaves"}""");
        var told = new List<ReceivedWebhook>();
        while (told.Count < 6)
            told.Add(await receiver.NextAsync());
        told.Select(webhook => webhook.Event)
            .Order()
            .ShouldBe([
                "message.edited",
                "message.received",
                "message.received",
                "message.revoked",
                "message.revoked",
                "message.sent",
            ]);
        told.ShouldAllBe(webhook => !webhook.Data.GetRawText().Contains("secret"));
    }

    private static string Object(string members) => $"{{{members}}}";

    private static string Item(DirectLine line, bool isOurs, string message)
    {
        var (sender, recipient) = isOurs
            ? (line.ProfileId, LoginStage.Customer)
            : (LoginStage.Customer, line.ProfileId);
        return $$"""{"sender":{"id":"{{sender}}"},"recipient":{"id":"{{recipient}}"},"timestamp":1768473000000,"message":{{Object(message)}} }""";
    }
}
