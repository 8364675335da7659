namespace Patchbay.Emulator.Tests.Direct;

public sealed class MessengerTests
{
    [Fact]
    public async Task A_page_can_answer_a_person_who_wrote_and_webhooks_report_each_step()
    {
        await using var meta = await Meta.StartAsync();
        await SubscribeAsync(meta, "page");
        var (page, token) = await PageAsync(meta);

        (
            await meta.PostAsync(
                $"v23.0/{page}/subscribed_apps?subscribed_fields=messages,message_echoes,message_deliveries,"
                    + "message_reads",
                "",
                token
            )
        ).ShouldSucceed();
        (await SendAsync(meta, page, token, "77")).ShouldBeRefused(100, 2018001);
        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{page}}","from":"77","text":"hello"}"""
            )
        ).ShouldSucceed();
        (await SendAsync(meta, page, token, "77")).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.All.Select(w => w.Json["entry"]![0]!["messaging"]![0]!.AsObject().Last().Key)
            .ShouldBe(["message", "message", "delivery", "read"]);
    }

    [Fact]
    public async Task A_page_that_is_unsubscribed_sends_no_more_webhooks()
    {
        await using var meta = await Meta.StartAsync();
        await SubscribeAsync(meta, "page");
        var (page, token) = await PageAsync(meta);
        (await meta.PostAsync($"v23.0/{page}/subscribed_apps?subscribed_fields=messages", "", token)).ShouldSucceed();

        (await meta.DeleteAsync($"v23.0/{page}/subscribed_apps", token)).ShouldSucceed();
        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{page}}","from":"77","text":"hello"}"""
            )
        ).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_day_only_a_message_tagged_as_human_agent_is_sent()
    {
        await using var meta = await Meta.StartAsync();
        var (page, token) = await PageAsync(meta);
        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{page}}","from":"77","text":"hello"}"""
            )
        ).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));

        (await SendAsync(meta, page, token, "77")).ShouldBeRefused(10, 2018278);
        (
            await SendAsync(meta, page, token, "77", ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"")
        ).ShouldSucceed();
    }

    [Fact]
    public async Task A_menu_needs_get_started_which_then_cannot_be_deleted()
    {
        await using var meta = await Meta.StartAsync();
        var (page, token) = await PageAsync(meta);
        const string menu = """
            {"persistent_menu":[{"locale":"default","call_to_actions":[{"type":"postback","title":"Help",
            "payload":"HELP"}]}]}
            """;

        (await meta.PostAsync($"v23.0/{page}/messenger_profile", menu, token)).ShouldBeRefused(100, 2018145);
        (
            await meta.PostAsync($"v23.0/{page}/messenger_profile", """{"get_started":{"payload":"START"}}""", token)
        ).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{page}/messenger_profile", menu, token)).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{page}/messenger_profile?fields=[\"get_started\"]", token)).ShouldBeRefused(
            100,
            2018144
        );
        (
            (string)
                (await meta.GetAsync($"v23.0/{page}/messenger_profile?fields=get_started", token)).ShouldSucceed()[
                    "data"
                ]![0]!["get_started"]!["payload"]!
        ).ShouldBe("START");
    }

    [Fact]
    public async Task An_Instagram_code_works_once_and_its_token_is_extended_refreshed_and_used()
    {
        await using var meta = await Meta.StartAsync();
        await SubscribeAsync(meta, "instagram");
        var code = (string)(await LoggedIn.InstagramCodeAsync(meta))!;

        var first = (
            await meta.PostAsync("api.instagram.com/oauth/access_token", LoggedIn.Exchange(code))
        ).ShouldSucceed();
        (
            (string)
                (await meta.PostAsync("api.instagram.com/oauth/access_token", LoggedIn.Exchange(code))).Json[
                    "error_type"
                ]!
        ).ShouldBe("OAuthException");
        var shortToken = (string)first["access_token"]!;
        var longToken = (string)
            (
                await meta.GetAsync(
                    "graph.instagram.com/access_token?grant_type=ig_exchange_token"
                        + $"&client_secret={EmulatorDefaults.InstagramAppSecret}&access_token={shortToken}"
                )
            ).ShouldSucceed()["access_token"]!;
        (
            await meta.GetAsync(
                $"graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token={longToken}"
            )
        ).ShouldBeRefused(100);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
        (
            await meta.GetAsync(
                $"graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token={longToken}"
            )
        ).ShouldSucceed();

        var me = (
            await meta.GetAsync("graph.instagram.com/v25.0/me?fields=id,user_id,username", longToken)
        ).ShouldSucceed();
        ((string)me["user_id"]!).ShouldBe(first["user_id"]!.ToString());
        ((string)me["id"]!).ShouldNotBe((string)me["user_id"]!);
        (
            await meta.PostAsync(
                "graph.instagram.com/v25.0/me/subscribed_apps?subscribed_fields=messages",
                "",
                longToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{me["user_id"]}}","from":"99","text":"oi"}"""
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                "graph.instagram.com/v25.0/me/messages",
                """{"recipient":{"id":"99"},"message":{"text":"olá"}}""",
                longToken
            )
        ).ShouldSucceed();
        await meta.SettleAsync();
        meta.Webhooks.All[0].Json["object"]!.GetValue<string>().ShouldBe("instagram");

        var count = meta.Webhooks.All.Count;
        (await meta.DeleteAsync("graph.instagram.com/v25.0/me/subscribed_apps", longToken)).ShouldSucceed();
        (
            await meta.PostAsync(
                "_emulator/direct/inbound",
                $$"""{"profile_id":"{{me["user_id"]}}","from":"99","text":"still there?"}"""
            )
        ).ShouldSucceed();
        await meta.SettleAsync();
        meta.Webhooks.All.Count.ShouldBe(count);
    }

    private static async Task SubscribeAsync(Meta meta, string kind) =>
        (
            await meta.PostAsync(
                $"v23.0/{meta.Emulator.AppId}/subscriptions",
                $$"""{"object":"{{kind}}","callback_url":"https://receiver.test/{{kind}}","verify_token":"right"}""",
                meta.Emulator.AppToken
            )
        ).ShouldSucceed();

    private static async Task<(string Page, string Token)> PageAsync(Meta meta)
    {
        var page = await LoggedIn.PageAsync(meta);
        return (page.Id, page.Token);
    }

    private static Task<Reply> SendAsync(Meta meta, string page, string token, string to, string more = "") =>
        meta.PostAsync(
            $"v23.0/{page}/messages",
            $$$"""{"recipient":{"id":"{{{to}}}"},"message":{"text":"hi"}{{{more}}}}""",
            token
        );
}
