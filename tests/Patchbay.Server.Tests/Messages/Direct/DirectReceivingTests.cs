using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages.Direct;

/// <summary>What people write to pages and Instagram accounts: history, and an event each.</summary>
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
    public async Task A_message_is_in_the_history_and_told_with_its_account(DatabaseKind kind, string channel)
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
    public async Task A_message_that_comes_again_is_kept_and_told_once()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("messenger");
        await stage.ListenAsync(receiver, "\"message.received\"");
        var again =
            $$"""{"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000000,"message":{"mid":"m_1","attachments":[{"type":"image","payload":{"url":"https://x/y.jpg"} }]} }""";
        await line.TellAsync(again);
        await line.TellAsync(again);
        await line.TellAsync(again.Replace("m_1", "m_2", StringComparison.Ordinal));

        (await receiver.NextAsync()).Data.Text("mid").ShouldBe("m_1");
        (await receiver.NextAsync()).Data.Text("mid").ShouldBe("m_2");
        (await line.HistoryAsync()).Select(one => one.Text("type")).ShouldBe(["image", "image"]);
    }

    [Fact]
    public async Task A_tap_on_a_button_is_something_a_person_said()
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
    public async Task What_a_person_edits_or_takes_back_changes_in_the_history()
    {
        await using var stage = await Stage.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var line = await stage.LineAsync("instagram");
        var (first, second) = (await line.HearAsync("two loafs"), await line.HearAsync("my card number is"));
        await stage.ListenAsync(receiver, "\"message.edited\",\"message.revoked\"");
        await line.TellAsync(
            $$"""{"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000001,"message_edit":{"mid":"{{first}}","text":"two loaves","num_edit":1} }"""
        );
        await line.TellAsync(
            $$"""{"sender":{"id":"1"},"recipient":{"id":"{{line.ProfileId}}"},"timestamp":1768473000002,"message":{"mid":"{{second}}","is_deleted":true} }"""
        );

        var contents = (await line.HistoryAsync()).ToDictionary(
            one => one.Text("mid")!,
            one => one.GetProperty("content").GetRawText(),
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
    public async Task A_reaction_goes_on_as_Meta_wrote_it()
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
    public async Task An_odd_entry_stops_nothing(string entry)
    {
        await using var stage = await Stage.StartAsync();
        var line = await stage.LineAsync("messenger");
        await line.TellAsync(entry);
        await line.HearAsync("still here");
        (await line.HistoryAsync())[0].GetProperty("content").Text("text").ShouldBe("still here");
        (await stage.ScalarAsync<int>("select count(*) from quarantine where reason = 'failed'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_pages_people_are_none_of_the_Instagram_account_behind_it()
    {
        await using var stage = await Stage.StartAsync();
        var (page, instagram) = (await stage.LineAsync("messenger"), await stage.LineAsync("instagram"));
        await page.HearAsync("on the page");
        await instagram.HearAsync("on Instagram", from: "800100200300"); // ids of people are scoped
        (await page.HistoryAsync()).ShouldHaveSingleItem().GetProperty("content").Text("text").ShouldBe("on the page");
        (await instagram.HistoryAsync())
            .ShouldHaveSingleItem()
            .GetProperty("content")
            .Text("text")
            .ShouldBe("on Instagram");
    }
}
