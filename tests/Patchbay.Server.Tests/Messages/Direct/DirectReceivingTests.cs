using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Direct;

/// <summary>Messages that people write to pages and Instagram accounts are stored and published.</summary>
public sealed class DirectReceivingTests
{
    public static TheoryData<DatabaseKind, string> Lines =>
        new()
        {
            { DatabaseKind.Sqlite, "instagram" },
            { DatabaseKind.Sqlite, "messenger" },
            { DatabaseKind.Postgres, "instagram" },
            { DatabaseKind.Postgres, "messenger" },
        };

    [Theory, MemberData(nameof(Lines))]
    public async Task A_message_is_stored_and_published_with_its_account(DatabaseKind kind, string channel)
    {
        Assert.SkipWhen(
            kind == DatabaseKind.Postgres && TestDatabase.PostgresServer is null,
            $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
        );
        await using var stage = await Stage.StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync(channel);
        await stage.ListenAsync(receiver, "\"message.received\"");

        var mid = await line.HearAsync("Is the bakery open?");

        var told = (await receiver.NextAsync("message.received")).Data;
        (told.Text("channel"), told.Text("connectionId"), told.Text("accountId")).ShouldBe(
            (channel, line.ConnectionId, line.AccountId)
        );
        (told.Text("contactId"), told.Text("mid"), told.Text("direction"), told.Text("type")).ShouldBe(
            (LoginStage.Customer, mid, "inbound", "text")
        );
        told.GetProperty("content").GetRawText().ShouldBe("""{"text":"Is the bakery open?"}""");
        var kept = (await line.HistoryAsync()).ShouldHaveSingleItem();
        (kept.Text("id"), kept.Text("from"), kept.Text("mid"), kept.Text("status")).ShouldBe(
            (told.Text("messageId"), LoginStage.Customer, mid, "received")
        );
        (await line.MessageAsync(kept.Id())).Text("windowExpiresAt").ShouldBe("2026-01-16T10:30:00.000Z");
    }

    [Fact]
    public async Task A_repeated_message_is_stored_and_published_once()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("messenger");
        await stage.ListenAsync(receiver, "\"message.received\"");
        var again = $$"""
            {"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000000,
            "message":{"mid":"m_1","attachments":[{"type":"image","payload":{"url":"https://x/y.jpg"} }]} }
            """;
        await line.TellAsync(again);
        await line.TellAsync(again);
        await line.TellAsync(again.Replace("m_1", "m_2", StringComparison.Ordinal));

        (await receiver.NextAsync()).Data.Text("mid").ShouldBe("m_1");
        (await receiver.NextAsync()).Data.Text("mid").ShouldBe("m_2");
        (await line.HistoryAsync()).Select(message => message.Text("type")).ShouldBe(["image", "image"]);
    }

    [Fact]
    public async Task A_tap_on_a_button_is_stored_as_a_message_and_opens_the_window()
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync("messenger");
        await stage.WriteAsync(line.ProfileId, "", """ "postback":{"title":"Opening hours","payload":"HOURS"} """);
        await line.QuietAsync();

        var kept = (await line.HistoryAsync()).ShouldHaveSingleItem();
        kept.Text("type").ShouldBe("postback");
        kept.GetProperty("content").Text("payload").ShouldBe("HOURS");
        (await line.MessageAsync(kept.Id())).Text("windowExpiresAt").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_edited_or_deleted_message_changes_in_the_history()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("instagram");
        var (first, second) = (await line.HearAsync("two loafs"), await line.HearAsync("my card number is"));
        await stage.ListenAsync(receiver, "\"message.edited\",\"message.revoked\"");
        await line.TellAsync(
            $$"""
            {"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000001,
            "message_edit":{"mid":"{{first}}","text":"two loaves","num_edit":1} }
            """
        );
        await line.TellAsync(
            $$"""
            {"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000002,
            "message":{"mid":"{{second}}","is_deleted":true} }
            """
        );

        var contents = (await line.HistoryAsync()).ToDictionary(
            message => message.Text("mid")!,
            message => message.GetProperty("content").GetRawText(),
            StringComparer.Ordinal
        );
        contents[first].ShouldBe("""{"text":"two loaves"}""");
        contents[second].ShouldBe("""{"is_deleted":true}""");
        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync() };
        told.Select(webhook => (webhook.Event, webhook.Data.Text("mid")))
            .ShouldBe([("message.edited", first), ("message.revoked", second)]);
        told.ShouldAllBe(webhook => webhook.Data.Text("channel") == "instagram");
        told[0].Data.GetProperty("content").GetRawText().ShouldBe("""{"text":"two loaves"}""");
        told[0].Data.GetProperty("extra").GetProperty("num_edit").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_reaction_is_published_as_Meta_wrote_it_and_is_not_stored_as_a_message()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.OpenLineAsync("messenger");
        await stage.ListenAsync(receiver, "\"account.updated\"");
        await stage.WriteAsync(
            line.ProfileId,
            "",
            """ "reaction":{"action":"react","reaction":"love","emoji":"x","mid":"m_1"} """
        );

        var told = (await receiver.NextAsync("account.updated")).Data;
        (told.Text("connectionId"), told.Text("channel")).ShouldBe((line.ConnectionId, "messenger"));
        told.GetProperty("value").GetProperty("reaction").Text("reaction").ShouldBe("love");
        (await line.HistoryAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"sender":"x","message":{"mid":"m_1","text":7}}""")]
    [InlineData("""{"message":{"mid":"m_1"}}""")]
    [InlineData("""{"timestamp":"now","delivery":{"mids":[7],"watermark":"x"}}""")]
    [InlineData("""{"sender":{"id":"1"},"read":{"watermark":-1}}""")]
    [InlineData("""{"sender":{"id":"1"},"postback":{"payload":{}}}""")]
    [InlineData("""{"message_edit":{"mid":"m_0"}}""")]
    public async Task A_malformed_entry_does_not_stop_later_messages(string entry)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync("messenger");
        await line.TellAsync(entry);
        await line.HearAsync("still here");
        (await line.HistoryAsync())[0].GetProperty("content").Text("text").ShouldBe("still here");
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'failed'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_page_and_its_Instagram_account_have_separate_histories()
    {
        await using var stage = await Stage.StartAsync();
        var (page, instagram) = (await stage.LineAsync("messenger"), await stage.LineAsync("instagram"));
        await page.HearAsync("on the page");
        await instagram.HearAsync("on Instagram", from: "800100200300"); // a person has another id on Instagram
        (await page.HistoryAsync()).ShouldHaveSingleItem().GetProperty("content").Text("text").ShouldBe("on the page");
        (await instagram.HistoryAsync())
            .ShouldHaveSingleItem()
            .GetProperty("content")
            .Text("text")
            .ShouldBe("on Instagram");
    }
}
