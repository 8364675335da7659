using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Direct;

public sealed class ConversationTests
{
    [Fact]
    public async Task Conversations_list_their_messages_newest_first()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        await page.ReceiveAsync("71", "hello");
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(1));
        await page.ReceiveAsync("72", "second");
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(1));
        (await page.SendAsync("71", "\"text\":\"welcome\"")).ShouldSucceed();

        var data = (
            await page.GetAsync(
                "conversations?platform=messenger&fields=participants,messages{id,message,from,to,created_time}"
            )
        ).ShouldSucceed()["data"]!.AsArray();

        data.Select(c => (string)c!["participants"]!["data"]![0]!["id"]!).ShouldBe(["71", "72"]);
        var messages = data[0]!["messages"]!["data"]!.AsArray();
        messages.Select(m => (string)m!["message"]!).ShouldBe(["welcome", "hello"]);
        messages.Select(m => (string)m!["from"]!["id"]!).ShouldBe([page.Id, "71"]);
        ((string)messages[1]!["from"]!["name"]!).ShouldBe("Maria Costa");
    }

    [Fact]
    public async Task Only_the_newest_twenty_messages_come_with_content_and_a_conversation_is_found_by_its_person()
    {
        await using var meta = await Meta.StartAsync();
        var account = await LoggedIn.InstagramAsync(meta);
        for (var i = 0; i < 22; i++)
        {
            await account.ReceiveAsync("71", $"number {i}");
            meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(1));
        }
        await account.ReceiveAsync("72", "somebody else");

        var found = (
            await account.GetAsync("conversations?platform=instagram&user_id=71&fields=messages{id,message}")
        ).ShouldSucceed()["data"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

        var messages = found["messages"]!["data"]!.AsArray();
        messages.Count.ShouldBe(22);
        messages.Count(m => m!["message"] is not null).ShouldBe(20);
        (await account.GetAsync("conversations?fields=nonsense")).ShouldBeRefused(100);
    }

    [Fact]
    public async Task A_person_is_readable_only_by_profiles_they_wrote_to()
    {
        await using var meta = await Meta.StartAsync();
        var (page, account) = (await LoggedIn.PageAsync(meta), await LoggedIn.InstagramAsync(meta));
        await page.ReceiveAsync("71", "hello", "Tom Becker");

        var person = (await meta.GetAsync("v23.0/71?fields=first_name,last_name", page.Token)).ShouldSucceed();
        ((string)person["first_name"]!).ShouldBe("Tom");
        (await meta.GetAsync("v23.0/72", page.Token)).ShouldBeRefused(100, 33);
        (await meta.GetAsync("graph.instagram.com/v25.0/71", account.Token)).ShouldBeRefused(100, 33);
        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{account.Id}}","from":"71","text":"same id"}"""
            )
        ).ShouldBeControlRefused();
    }

    [Fact]
    public async Task A_WhatsApp_token_can_read_neither_people_nor_pages()
    {
        await using var meta = await Meta.StartAsync();
        var (user, page, shop) = (await LoggedIn.UserAsync(meta), await LoggedIn.PageAsync(meta), meta.Connect());
        var me = (string)(await meta.GetAsync("v23.0/me?fields=name", user)).ShouldSucceed()["id"]!;

        (await meta.GetAsync("v23.0/me?fields=name,category", page.Token)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{page.Id}", shop.AccessToken)).ShouldBeRefused(200);
        (await meta.GetAsync($"v23.0/{me}", shop.AccessToken)).ShouldBeRefused(200);
    }

    [Fact]
    public async Task A_personal_menu_needs_a_conversation_and_get_started_and_can_be_deleted()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        const string menu = """
            {"psid":"71","persistent_menu":[{"locale":"default","call_to_actions":[{"type":"postback",
            "title":"Help","payload":"HELP"}]}]}
            """;

        (await page.PostAsync("custom_user_settings", menu)).ShouldBeRefused(100, 2018001);
        await page.ReceiveAsync("71", "hello");
        (await page.PostAsync("custom_user_settings", menu)).ShouldBeRefused(100, 2018145);
        (await page.PostAsync("messenger_profile", """{"get_started":{"payload":"START"}}""")).ShouldSucceed();
        (await page.PostAsync("custom_user_settings", menu)).ShouldSucceed();
        (
            (string)
                (await page.GetAsync("custom_user_settings?psid=71")).ShouldSucceed()["data"]![0]![
                    "user_level_persistent_menu"
                ]![0]!["locale"]!
        ).ShouldBe("default");
        (await page.DeleteAsync("custom_user_settings?psid=71&params=[\"persistent_menu\"]")).ShouldSucceed();
        (await page.GetAsync("custom_user_settings?psid=71")).ShouldSucceed()["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_eleventh_profile_change_in_ten_minutes_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        const string start = """{"get_started":{"payload":"START"}}""";
        for (var i = 0; i < 10; i++)
            (await page.PostAsync("messenger_profile", start)).ShouldSucceed();

        (await page.PostAsync("messenger_profile", start)).ShouldBeRefused(613);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(10));
        (await page.PostAsync("messenger_profile", start)).ShouldSucceed();
    }

    [Fact]
    public async Task The_third_read_of_conversations_in_a_second_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        for (var i = 0; i < 2; i++)
            (await page.GetAsync("conversations")).ShouldSucceed();

        (await page.GetAsync("conversations")).ShouldBeRefused(613);
    }

    [Fact]
    public async Task The_eleventh_video_in_a_second_is_refused_and_a_text_is_still_sent()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        await page.ReceiveAsync("71", "hello");
        const string video = """ "attachment":{"type":"video","payload":{"url":"https://shop.test/a.mp4"}} """;
        for (var i = 0; i < 10; i++)
            (await page.SendAsync("71", video)).ShouldSucceed();

        (await page.SendAsync("71", video)).ShouldBeRefused(613);
        (await page.SendAsync("71")).ShouldSucceed();
    }

    [Fact]
    public async Task A_reusable_attachment_is_uploaded_once_and_sent_by_its_id()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        await page.ReceiveAsync("71", "hello");
        var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"attachment":{"type":"image","payload":{"is_reusable":true}}}"""), "message" },
            { file, "filedata", "a.png" },
        };

        var id = (string)
            (await meta.PostAsync("v23.0/me/message_attachments", form, page.Token)).ShouldSucceed()["attachment_id"]!;

        (
            await page.SendAsync("71", $$$""" "attachment":{"type":"image","payload":{"attachment_id":"{{{id}}}"}} """)
        ).ShouldSucceed();
        (
            await page.SendAsync("71", $$$""" "attachment":{"type":"video","payload":{"attachment_id":"{{{id}}}"}} """)
        ).ShouldBeRefused(100);
        (await page.SendAsync("71", """ "attachment":{"type":"image","payload":{"url":"nowhere"}} """)).ShouldBeRefused(
            100,
            2018047
        );
        (
            await page.SendAsync(
                "71",
                """ "attachment":{"type":"image","payload":{"url":"https://shop.test/a.png","is_reusable":true}} """
            )
        )
            .ShouldSucceed()["attachment_id"]
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task A_postback_opens_the_window_and_its_webhook_has_the_payload()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta);
        await page.SubscribeAsync("page", "messages,messaging_postbacks");

        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$$"""{"profile_id":"{{{page.Id}}}","from":"71","postback":{"title":"Start","payload":"START"}}"""
            )
        ).ShouldSucceed();
        (await page.SendAsync("71")).ShouldSucceed();
        await meta.SettleAsync();

        JsonNode postback = meta.Webhooks.All[0].Json["entry"]![0]!["messaging"]![0]!["postback"]!;
        ((string)postback["payload"]!).ShouldBe("START");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_comment_sends_a_webhook_and_takes_one_private_reply_within_a_week(bool onInstagram)
    {
        await using var meta = await Meta.StartAsync();
        var profile = onInstagram ? await LoggedIn.InstagramAsync(meta) : await LoggedIn.PageAsync(meta);
        await profile.SubscribeAsync(onInstagram ? "instagram" : "page", onInstagram ? "comments" : "feed");
        async Task<string> Comment() =>
            (string)
                (
                    await meta.PostAsync(
                        "_emulator/direct/inbound",
                        $$"""{"profile_id":"{{profile.Id}}","from":"71","comment":"How much?"}"""
                    )
                ).ShouldSucceed()["id"]!;
        Task<Reply> Answer(string comment, string message) =>
            profile.PostAsync(
                "messages",
                $$$"""{"recipient":{"comment_id":"{{{comment}}}"},"message":{{{message}}}}"""
            );
        var (first, second) = (await Comment(), await Comment());
        const string text = """{"text":"Five"}""";

        (await Answer(first, """{"text":""}""")).ShouldBeRefused(100);
        (await Answer(first, text)).ShouldSucceed();
        (await Answer(first, text)).ShouldBeRefused(10900);
        (await profile.SendAsync("71")).ShouldBeRefused(100, 2018001);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(30));
        await meta.SettleAsync();
        ((string)meta.Webhooks.All[0].Json["entry"]![0]!["changes"]![0]!["field"]!).ShouldBe(
            onInstagram ? "comments" : "feed"
        );
        if (onInstagram)
            return;
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(8));
        (await Answer(second, text)).ShouldBeRefused(100);
    }

    [Fact]
    public async Task A_page_token_writes_to_people_on_Instagram_for_its_Instagram_account()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(
            meta,
            "pages_show_list,pages_messaging,pages_manage_metadata,instagram_basic,instagram_manage_messages"
        );
        var account = await LoggedIn.InstagramAsync(meta);
        await account.ReceiveAsync("71", "oi");

        (await page.SendAsync("71")).ShouldSucceed();

        (await account.GetAsync("conversations?fields=messages{message}")).ShouldSucceed()["data"]![0]!["messages"]![
            "data"
        ]!
            .AsArray()
            .Count.ShouldBe(2);
        (await page.GetAsync("conversations?platform=instagram")).ShouldSucceed()["data"]!.AsArray().Count.ShouldBe(1);
        (await page.GetAsync("conversations")).ShouldSucceed()["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscribing_to_messages_needs_the_permission_for_them()
    {
        await using var meta = await Meta.StartAsync();
        var page = await LoggedIn.PageAsync(meta, "pages_show_list,pages_manage_metadata");

        (await page.PostAsync("subscribed_apps?subscribed_fields=messages", "{}")).ShouldBeRefused(200);
        (await page.PostAsync("subscribed_apps?subscribed_fields=feed", "{}")).ShouldSucceed();
        (await page.GetAsync("subscribed_apps")).ShouldSucceed()["data"]![0]!["subscribed_fields"]!
            .AsArray()
            .Select(f => (string)f!)
            .ShouldBe(["feed"]);
    }
}
