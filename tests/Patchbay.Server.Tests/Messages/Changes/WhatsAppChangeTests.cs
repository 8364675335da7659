using System.Text.Json;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Changes;

/// <summary>What a customer, or the business in its app, edits or takes back on WhatsApp.</summary>
public sealed class WhatsAppChangeTests
{
    public static TheoryData<DatabaseKind, bool> Sides =>
        new()
        {
            { DatabaseKind.Sqlite, false },
            { DatabaseKind.Sqlite, true },
            { DatabaseKind.Postgres, false },
            { DatabaseKind.Postgres, true },
        };

    [Theory, MemberData(nameof(Sides))]
    public async Task An_edit_and_a_revocation_change_the_history_and_are_told_by_their_names(
        DatabaseKind kind,
        bool isFromApp
    )
    {
        SkipWithoutPostgres(kind);
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = new ChangeLine(stage, await stage.ConnectAsync(receiver), isFromApp);

        await line.TellAsync(line.Message("wamid.o", "secret pin"), line.Edit("wamid.e", "wamid.o", "changed text"));

        var edited = await line.OnlyRowAsync();
        edited.GetProperty("content").GetRawText().ShouldBe("""{"body":"changed text"}""");
        (Text(edited, "wamid"), Text(edited, "type"), Text(edited, "editedAt")).ShouldBe(
            ("wamid.o", "text", "2026-01-15T10:30:01.000Z")
        );

        await line.TellAsync(line.Revoke("wamid.r", "wamid.o"));

        var revoked = await line.OnlyRowAsync();
        revoked.GetRawText().ShouldNotContain("secret");
        revoked.GetRawText().ShouldNotContain("changed");
        (revoked.GetProperty("content").GetRawText(), Text(revoked, "type"), Text(revoked, "revokedAt")).ShouldBe(
            ("{}", "text", "2026-01-15T10:30:02.000Z")
        );
        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() };
        told.Select(webhook => webhook.Event)
            .ShouldBe([isFromApp ? "message.sent" : "message.received", "message.edited", "message.revoked"]);
        told.ShouldAllBe(webhook => Text(webhook.Data, "messageId") == Text(revoked, "id"));
        told.ShouldAllBe(webhook => Text(webhook.Data, "wamid") == "wamid.o");
        told.ShouldAllBe(webhook =>
            Text(webhook.Data, "direction") == (isFromApp ? "outbound" : "inbound")
            && Text(webhook.Data, "contactPhone") == "+5511999990000"
        );
        told[1].Data.GetProperty("content").GetRawText().ShouldBe("""{"body":"changed text"}""");
        Text(told[1].Data.GetProperty("extra"), "id").ShouldBe("wamid.e");
        told[2].Data.GetProperty("content").GetRawText().ShouldBe("{}");
        told[2].Data.GetRawText().ShouldNotContain("changed text");
    }

    [Theory, MemberData(nameof(Sides))]
    public async Task An_edit_that_comes_before_its_message_stands_and_the_message_is_told(
        DatabaseKind kind,
        bool isFromApp
    )
    {
        SkipWithoutPostgres(kind);
        foreach (var together in (bool[])[false, true])
        {
            await using var stage = await Stage.StartAsync(kind);
            await using var receiver = await WebhookReceiver.StartAsync();
            var line = new ChangeLine(stage, await stage.ConnectAsync(receiver), isFromApp);
            string[] items = [line.Edit("wamid.e", "wamid.o", "changed text"), line.Message("wamid.o", "first text")];
            await (together ? line.TellTogetherAsync(items) : line.TellAsync(items));

            var row = await line.OnlyRowAsync();
            (row.GetProperty("content").GetRawText(), Text(row, "timestamp"), Text(row, "editedAt")).ShouldBe(
                ("""{"body":"changed text"}""", "2026-01-15T10:30:00.000Z", "2026-01-15T10:30:01.000Z")
            );
            row.TryGetProperty("isAwaited", out _).ShouldBeFalse();
            var told = new[] { await receiver.NextAsync(), await receiver.NextAsync() };
            told.Select(webhook => webhook.Event)
                .ShouldBe(["message.edited", isFromApp ? "message.sent" : "message.received"]);
            told.ShouldAllBe(webhook => Text(webhook.Data, "messageId") == Text(row, "id"));
            told[1].Data.GetProperty("content").GetRawText().ShouldBe("""{"body":"changed text"}""");
        }
    }

    [Theory, EachDatabase]
    public async Task A_revocation_that_comes_before_its_message_is_not_undone_by_it(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = new ChangeLine(stage, await stage.ConnectAsync(receiver), IsFromApp: false);

        await line.TellAsync(line.Revoke("wamid.r", "wamid.o"));
        (await line.OnlyRowAsync()).GetProperty("isAwaited").GetBoolean().ShouldBeTrue();
        await line.TellAsync(
            line.Message("wamid.o", "secret pin"),
            line.Edit("wamid.e", "wamid.o", "still secret"),
            line.Message("wamid.next", "next")
        );

        var rows = await stage.HistoryAsync(line.Phone);
        rows.Select(row => Text(row, "wamid")).Order().ShouldBe(["wamid.next", "wamid.o"]);
        rows.Single(row => Text(row, "wamid") == "wamid.o").GetProperty("content").GetRawText().ShouldBe("{}");
        var told = new[]
        {
            await receiver.NextAsync(),
            await receiver.NextAsync(),
            await receiver.NextAsync(),
            await receiver.NextAsync(),
        };
        told.Select(webhook => webhook.Event)
            .ShouldBe(["message.revoked", "message.received", "message.edited", "message.received"]);
        told.ShouldAllBe(webhook => !webhook.Data.GetRawText().Contains("secret"));
    }

    [Fact]
    public async Task An_edit_that_was_overtaken_by_a_later_one_changes_nothing()
    {
        await using var stage = await Stage.StartAsync();
        var line = new ChangeLine(stage, await stage.ConnectQuietlyAsync(), IsFromApp: false);
        await line.TellTogetherAsync(
            line.Message("wamid.o", "first"),
            line.Edit("wamid.e2", "wamid.o", "third", at: 20),
            line.Edit("wamid.e1", "wamid.o", "second", at: 10)
        );
        (await line.OnlyRowAsync()).GetProperty("content").GetRawText().ShouldBe("""{"body":"third"}""");
    }

    [Fact]
    public async Task An_edit_keeps_what_stands_beside_the_message()
    {
        await using var stage = await Stage.StartAsync();
        var line = new ChangeLine(stage, await stage.ConnectQuietlyAsync(), IsFromApp: false);
        await line.TellAsync(
            line.Message("wamid.o", "first")
                .Replace(
                    "\"type\":\"text\"",
                    "\"type\":\"text\",\"context\":{\"id\":\"wamid.q\"}",
                    StringComparison.Ordinal
                ),
            line.Edit("wamid.e", "wamid.o", "second")
        );
        Text((await line.OnlyRowAsync()).GetProperty("context"), "id").ShouldBe("wamid.q");
    }

    [Theory]
    [InlineData("edit", """{"message":{"type":"text","text":{"body":"x"} } }""")]
    [InlineData("edit", """{"original_message_id":"wamid.o"}""")]
    [InlineData("edit", """{"original_message_id":"wamid.o","message":{"type":"text"} }""")]
    [InlineData("revoke", """{"original_message_id":7}""")]
    [InlineData("revoke", "[]")]
    public async Task A_change_that_cannot_be_understood_is_told_as_a_message(string type, string content)
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var phone = await stage.ConnectAsync(receiver);
        await stage.ShouldBeTakenAsync(
            Payload.Entry(
                "1",
                Payload.Messages(
                    phone.MetaPhoneNumberId,
                    $$"""
                    "messages":[{"from":"5511999990000","id":"wamid.x","timestamp":"1768473000","type":"{{type}}","{{type}}":{{content}} }]
                    """
                )
            )
        );
        var told = await receiver.NextAsync("message.received");
        JsonElement.DeepEquals(told.Data.GetProperty("content"), JsonElement.Parse(content)).ShouldBeTrue();
        Text((await stage.HistoryAsync(phone)).ShouldHaveSingleItem(), "type").ShouldBe(type);
    }

    [Theory, EachDatabase]
    public async Task A_picture_of_the_apps_history_takes_the_place_of_its_placeholder(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectQuietlyAsync();
        const string placeholder =
            """{"from":"5511999990000","id":"wamid.h","timestamp":"1768470000","type":"media_placeholder","history_context":{"status":"READ"} }""";
        const string picture =
            """{"from":"5511999990000","id":"wamid.h","timestamp":"1768470000","type":"image","image":{"id":"4455","caption":"late"} }""";
        var chunk = $$"""
            "history":[{"metadata":{"phase":0},"threads":[{"id":"5511999990000","messages":[{{placeholder}}]}]}]
            """;
        foreach (var members in (string[])[chunk, $"\"messages\":[{picture}]", chunk])
        {
            await stage.ShouldBeTakenAsync(
                Payload.Entry(
                    "1",
                    Payload
                        .Messages(phone.MetaPhoneNumberId, members)
                        .Replace("\"field\":\"messages\"", "\"field\":\"history\"", StringComparison.Ordinal)
                )
            );
            await stage.WhenWorkedOffAsync();
        }

        var row = (await stage.HistoryAsync(phone)).ShouldHaveSingleItem();
        (Text(row, "type"), Text(row.GetProperty("content"), "caption")).ShouldBe(("image", "late"));
    }

    internal static void SkipWithoutPostgres(DatabaseKind kind) =>
        Assert.SkipWhen(
            kind == DatabaseKind.Postgres && TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
