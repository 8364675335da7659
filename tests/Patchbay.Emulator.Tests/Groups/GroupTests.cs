namespace Patchbay.Emulator.Tests.Groups;

public sealed class GroupTests
{
    private const string Product = "\"messaging_product\":\"whatsapp\"";

    [Fact]
    public async Task A_group_is_made_joined_written_to_and_left()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "auto_approve");
        var text = $$$"""{{{{Product}}},"recipient_type":"group","to":"{{{group}}}","type":"text","text":{"body":"hi all"}}""";

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/messages", text, shop.AccessToken)).ShouldBeRefused(131020);
        (await meta.PostAsync("_emulator/groups/join", $$"""{"group_id":"{{group}}","from":"15550100002"}""")).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/messages", text, shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync("_emulator/groups/leave", $$"""{"group_id":"{{group}}","from":"15550100002"}""")).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/messages", text, shop.AccessToken)).ShouldBeRefused(131020);
        await meta.SettleAsync();

        meta.Webhooks.Of("group_participants_update").Select(v => (string)v["groups"]![0]!["type"]!).ShouldBe(["group_participants_add", "group_participants_remove"]);
        ((string)meta.Webhooks.Of("messages")[0]["statuses"]![0]!["recipient_type"]!).ShouldBe("group");
    }

    [Fact]
    public async Task Join_requests_are_approved_in_part()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "approval_required");
        (await meta.PostAsync("_emulator/groups/join", $$"""{"group_id":"{{group}}","from":"15550100002"}""")).ShouldSucceed();
        var request = (string)(await meta.GetAsync($"v23.0/{group}/join_requests", shop.AccessToken)).ShouldSucceed()["data"]![0]!["join_request_id"]!;

        var reply = await meta.PostAsync($"v23.0/{group}/join_requests", $$"""{{{Product}},"join_requests":["{{request}}","unknown"]}""", shop.AccessToken);

        reply.Status.ShouldBe(206);
        reply.Json["approved_join_requests"]!.AsArray().Count.ShouldBe(1);
        ((int)reply.Json["failed_join_requests"]![0]!["errors"]![0]!["code"]!).ShouldBe(131213);
    }

    [Fact]
    public async Task Nine_are_too_many()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "auto_approve");
        string Add(int first, int count) => $$"""{{{Product}},"participants":[{{string.Join(',', Enumerable.Range(first, count).Select(i => $"{{\"user\":\"1555010{i:0000}\"}}"))}}]}""";

        (await meta.PostAsync($"v23.0/{group}/participants", Add(1, 8), shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{group}/participants", Add(20, 1), shop.AccessToken)).ShouldBeRefused(131204);
        (await meta.PostAsync($"v23.0/{group}/participants", Add(1, 1), shop.AccessToken)).ShouldBeRefused(131202);
    }

    private static async Task<string> CreateAsync(Meta meta, ConnectedNumber shop, string mode)
    {
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/groups", $$"""{{{Product}},"subject":"Friends","join_approval_mode":"{{mode}}"}""", shop.AccessToken)).ShouldSucceed();
        return (string)(await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/groups", shop.AccessToken)).ShouldSucceed()["data"]!["groups"]![0]!["id"]!;
    }
}
