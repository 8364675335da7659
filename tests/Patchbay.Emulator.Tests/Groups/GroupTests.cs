namespace Patchbay.Emulator.Tests.Groups;

public sealed class GroupTests
{
    private const string Product = "\"messaging_product\":\"whatsapp\"";

    [Fact]
    public async Task A_message_to_a_group_is_sent_only_while_it_has_participants()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "auto_approve");
        var text =
            $$$"""{{{{Product}}},"recipient_type":"group","to":"{{{group}}}","type":"text","text":{"body":"hi all"}}""";

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/messages", text, shop.AccessToken)).ShouldBeRefused(131020);
        (
            await meta.PostAsync("_emulator/groups/join", $$"""{"group_id":"{{group}}","from":"15550100002"}""")
        ).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/messages", text, shop.AccessToken)).ShouldSucceed();
        (
            await meta.PostAsync("_emulator/groups/leave", $$"""{"group_id":"{{group}}","from":"15550100002"}""")
        ).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/messages", text, shop.AccessToken)).ShouldBeRefused(131020);
        await meta.SettleAsync();

        meta.Webhooks.Of("group_participants_update")
            .Select(v => (string)v["groups"]![0]!["type"]!)
            .ShouldBe(["group_participants_add", "group_participants_remove"]);
        ((string)meta.Webhooks.Of("messages")[0]["statuses"]![0]!["recipient_type"]!).ShouldBe("group");
    }

    [Fact]
    public async Task Known_join_requests_are_approved_although_an_unknown_one_fails()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "approval_required");
        (
            await meta.PostAsync("_emulator/groups/join", $$"""{"group_id":"{{group}}","from":"15550100002"}""")
        ).ShouldSucceed();
        var request = (string)
            (await meta.GetAsync($"v23.0/{group}/join_requests", shop.AccessToken)).ShouldSucceed()["data"]![0]![
                "join_request_id"
            ]!;

        var reply = await meta.PostAsync(
            $"v23.0/{group}/join_requests",
            $$"""{{{Product}},"join_requests":["{{request}}","unknown"]}""",
            shop.AccessToken
        );

        reply.Status.ShouldBe(206);
        reply.Json["approved_join_requests"]!.AsArray().Count.ShouldBe(1);
        ((int)reply.Json["failed_join_requests"]![0]!["errors"]![0]!["code"]!).ShouldBe(131213);
    }

    [Fact]
    public async Task A_group_has_at_most_eight_participants_and_each_only_once()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "auto_approve");
        string Add(int first, int count) =>
            $$"""
                {{{Product}},"participants":[{{string.Join(',', Enumerable.Range(first,
                 count).Select(i => $"{{\"user\":\"1555010{i:0000}\"}}"))}}]}
                """;

        (await meta.PostAsync($"v23.0/{group}/participants", Add(1, 8), shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{group}/participants", Add(20, 1), shop.AccessToken)).ShouldBeRefused(131204);
        (await meta.PostAsync($"v23.0/{group}/participants", Add(1, 1), shop.AccessToken)).ShouldBeRefused(131202);
    }

    [Fact]
    public async Task A_new_invite_link_replaces_the_old_one_and_new_settings_send_a_webhook()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "auto_approve");
        async Task<string> Link() =>
            (string)
                (
                    await meta.PostAsync($"v23.0/{group}/invite_link", $$"""{{{Product}}}""", shop.AccessToken)
                ).ShouldSucceed()["invite_link"]!;
        var first = await Link();

        (await Link()).ShouldNotBe(first);
        (await meta.PostAsync($"v23.0/{group}", $$"""{{{Product}}}""", shop.AccessToken)).ShouldBeRefused(100);
        (
            await meta.PostAsync($"v23.0/{group}", $$"""{{{Product}},"subject":"Best friends"}""", shop.AccessToken)
        ).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{group}", shop.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{group}", shop.AccessToken)).ShouldBeRefused(803);
        await meta.SettleAsync();

        ((string)meta.Webhooks.Of("group_settings_update").Single()["groups"]![0]!["group_subject"]!["text"]!).ShouldBe(
            "Best friends"
        );
        meta.Webhooks.Of("group_lifecycle_update")
            .Select(v => (string)v["groups"]![0]!["type"]!)
            .ShouldBe(["group_create", "group_delete"]);
    }

    [Fact]
    public async Task A_customer_outside_the_group_cannot_be_removed()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "auto_approve");
        Task<Reply> Remove(string users) =>
            meta.PostAsync(
                $"v23.0/{group}/participants?method=delete",
                $$"""{{{Product}},"participants":[{{users}}]}""",
                shop.AccessToken
            );
        (
            await meta.PostAsync("_emulator/groups/join", $$"""{"group_id":"{{group}}","from":"15550100002"}""")
        ).ShouldSucceed();

        (await Remove("{\"user\":\"15550100001\"}")).ShouldBeRefused(131212);
        (await Remove("{\"user\":\"15550100002\"},{\"user\":\"15550100001\"}")).ShouldSucceed();
        await meta.SettleAsync();

        var update = meta.Webhooks.Of("group_participants_update")[^1]["groups"]![0]!;
        ((string)update["removed_participants"]![0]!["input"]!).ShouldBe("15550100002");
        ((int)update["failed_participants"]![0]!["errors"]![0]!["code"]!).ShouldBe(131212);
    }

    [Fact]
    public async Task A_rejected_customer_does_not_join_the_group()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var group = await CreateAsync(meta, shop, "approval_required");
        (
            await meta.PostAsync("_emulator/groups/join", $$"""{"group_id":"{{group}}","from":"15550100002"}""")
        ).ShouldSucceed();
        var request = (string)
            (await meta.GetAsync($"v23.0/{group}/join_requests", shop.AccessToken)).ShouldSucceed()["data"]![0]![
                "join_request_id"
            ]!;

        (
            await meta.PostAsync(
                $"v23.0/{group}/join_requests?method=delete",
                $$"""{{{Product}},"join_requests":["{{request}}"]}""",
                shop.AccessToken
            )
        ).ShouldSucceed();

        (await meta.GetAsync($"v23.0/{group}/join_requests", shop.AccessToken)).ShouldSucceed()["data"]!
            .AsArray()
            .ShouldBeEmpty();
        (
            (int)
                (
                    await meta.GetAsync($"v23.0/{group}?fields=total_participant_count", shop.AccessToken)
                ).ShouldSucceed()["total_participant_count"]!
        ).ShouldBe(0);
    }

    private static async Task<string> CreateAsync(Meta meta, ConnectedNumber shop, string mode)
    {
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/groups",
                $$"""{{{Product}},"subject":"Friends","join_approval_mode":"{{mode}}"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        return (string)
            (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/groups", shop.AccessToken)).ShouldSucceed()["data"]![
                "groups"
            ]![0]!["id"]!;
    }
}
