using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Calls;

public sealed class CallTests
{
    [Fact]
    public async Task Calling_needs_a_messaging_limit_of_two_thousand()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/settings",
                """{"calling":{"status":"enabled"}}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(138015);
    }

    [Fact]
    public async Task An_unanswered_call_ends_after_a_minute()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var recipe = await new Recipes(meta).MakeAsync("manageCalls");
        (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json!, recipe.Token)).ShouldSucceed();

        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(61));
        await meta.SettleAsync();

        var end = meta.Webhooks.Of("calls")[^1]["calls"]![0]!;
        ((string)end["event"]!, (string)end["status"]!).ShouldBe(("terminate", "FAILED"));
        end["duration"].ShouldBeNull();
    }

    [Fact]
    public async Task A_call_permission_lasts_a_week_and_allows_five_calls_a_day()
    {
        await using var meta = await Meta.StartAsync();
        var recipe = await new Recipes(meta).MakeAsync("manageCalls");
        var phone = recipe.Path.Split('/')[0];
        for (var i = 0; i < 5; i++)
        {
            var id = (string)
                (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json!, recipe.Token)).ShouldSucceed()["calls"]![
                    0
                ]!["id"]!;
            (await meta.PostAsync("_emulator/calls/answer", $$"""{"call_id":"{{id}}"}""")).ShouldSucceed();
            (
                await meta.PostAsync(
                    $"v23.0/{phone}/calls",
                    $$"""{"messaging_product":"whatsapp","call_id":"{{id}}","action":"terminate"}""",
                    recipe.Token
                )
            ).ShouldSucceed();
        }

        (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json!, recipe.Token)).ShouldBeRefused(138012);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(2));
        (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json!, recipe.Token)).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(6));
        (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json!, recipe.Token)).ShouldBeRefused(138006);
        (
            (string)
                (
                    await meta.GetAsync($"v23.0/{phone}/call_permissions?user_wa_id=15550100001", recipe.Token)
                ).ShouldSucceed()["permission"]!["status"]!
        ).ShouldBe("expired");
    }

    [Fact]
    public async Task Call_permission_is_requested_at_most_once_a_day_and_twice_a_week_and_not_after_a_permanent_grant()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        Task<Reply> Ask() =>
            meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                """
                {"messaging_product":"whatsapp","to":"15550100002","type":"interactive",
                "interactive":{"type":"call_permission_request","action":{"name":"call_permission_request"},
                "body":{"text":"May we call?"}}}
                """,
                shop.AccessToken
            );

        (await Ask()).ShouldSucceed();
        (await Ask()).ShouldBeRefused(138009);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
        (await Ask()).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
        (await Ask()).ShouldBeRefused(138009);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(7));
        (
            await meta.PostAsync(
                "_emulator/calls/permission",
                $$"""{"phone_number_id":"{{shop.PhoneNumberId}}","from":"15550100002","accept":true,"permanent":true}"""
            )
        ).ShouldSucceed();
        (await Ask()).ShouldBeRefused(138017);
    }

    [Fact]
    public async Task A_customers_call_needs_an_SDP_answer_and_cannot_be_rejected_once_accepted()
    {
        await using var meta = await Meta.StartAsync();
        var recipe = await new Recipes(meta).MakeAsync("manageCalls");
        var phone = recipe.Path.Split('/')[0];
        var id = (string)
            (
                await meta.PostAsync(
                    "_emulator/calls/inbound",
                    $$"""{"phone_number_id":"{{phone}}","from":"15550100002"}"""
                )
            ).ShouldSucceed()["id"]!;
        Task<Reply> Do(string action, string sdp) =>
            meta.PostAsync(
                $"v23.0/{phone}/calls",
                $$$"""
                {"messaging_product":"whatsapp","call_id":"{{{id}}}","action":"{{{action}}}",
                "session":{"sdp_type":"{{{sdp}}}","sdp":"v=0"}}
                """,
                recipe.Token
            );

        (await Do("accept", "offer")).ShouldBeRefused(100);
        (await Do("pre_accept", "answer")).ShouldSucceed();
        (await Do("accept", "answer")).ShouldSucceed();
        (await Do("reject", "answer")).ShouldBeRefused(100);
        (await Do("terminate", "answer")).ShouldSucceed();
    }

    [Fact]
    public async Task A_call_needs_permission_rings_is_answered_and_ends()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var recipe = await new Recipes(meta).MakeAsync("manageCalls");
        var phone = recipe.Path.Split('/')[0];

        (
            await meta.PostAsync(
                $"v23.0/{recipe.Path}",
                recipe.Json!.Replace("15550100001", "15550100002", StringComparison.Ordinal),
                recipe.Token
            )
        ).ShouldBeRefused(138006);
        var id = (string)
            (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json, recipe.Token)).ShouldSucceed()["calls"]![0]![
                "id"
            ]!;
        (await meta.PostAsync("_emulator/calls/answer", $$"""{"call_id":"{{id}}"}""")).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{phone}/calls",
                $$"""{"messaging_product":"whatsapp","call_id":"{{id}}","action":"terminate"}""",
                recipe.Token
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{phone}/calls",
                $$"""{"messaging_product":"whatsapp","call_id":"{{id}}","action":"terminate"}""",
                recipe.Token
            )
        ).ShouldBeRefused(100);
        await meta.SettleAsync();

        meta.Webhooks.Of("calls")
            .Select(v => (string?)v["statuses"]?[0]!["status"] ?? (string)v["calls"]![0]!["event"]!)
            .ShouldBe(["RINGING", "ACCEPTED", "connect", "terminate"]);
    }
}
