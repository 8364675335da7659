using Patchbay.Emulator.Tests.Catalogue;

namespace Patchbay.Emulator.Tests.Calls;

public sealed class CallTests
{
    [Fact]
    public async Task Calling_needs_a_portfolio_with_reach()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/settings", """{"calling":{"status":"enabled"}}""", shop.AccessToken)).ShouldBeRefused(138015);
    }

    [Fact]
    public async Task A_call_needs_permission_rings_is_answered_and_ends()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var recipe = await new Recipes(meta).MakeAsync("manageCalls");
        var phone = recipe.Path.Split('/')[0];

        (await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json!.Replace("15550100001", "15550100002", StringComparison.Ordinal), recipe.Token)).ShouldBeRefused(138006);
        var id = (string)(await meta.PostAsync($"v23.0/{recipe.Path}", recipe.Json, recipe.Token)).ShouldSucceed()["calls"]![0]!["id"]!;
        (await meta.PostAsync("_emulator/calls/answer", $$"""{"call_id":"{{id}}"}""")).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{phone}/calls", $$"""{"messaging_product":"whatsapp","call_id":"{{id}}","action":"terminate"}""", recipe.Token)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{phone}/calls", $$"""{"messaging_product":"whatsapp","call_id":"{{id}}","action":"terminate"}""", recipe.Token)).ShouldBeRefused(100);
        await meta.SettleAsync();

        meta.Webhooks.Of("calls").Select(v => (string?)v["statuses"]?[0]!["status"] ?? (string)v["calls"]![0]!["event"]!).ShouldBe(["RINGING", "ACCEPTED", "connect", "terminate"]);
    }
}
