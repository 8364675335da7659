namespace Patchbay.Emulator.Tests.Blocking;

public sealed class BlockListTests
{
    [Fact]
    public async Task Only_a_customer_who_wrote_can_be_blocked()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        meta.Emulator.ReceiveText(shop.PhoneNumberId, "4915112345678", "Jo", "hello");

        var reply = await meta.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/block_users",
            """
            {"messaging_product":"whatsapp","block_users":[{"user":"+49 151 12345678"},
            {"user":"+49 151 99999999"}]}
            """,
            shop.AccessToken
        );

        reply.ShouldBeRefused(139100);
        ((string)reply.Json["block_users"]!["added_users"]![0]!["wa_id"]!).ShouldBe("4915112345678");
        ((int)reply.Json["block_users"]!["failed_users"]![0]!["errors"]![0]!["code"]!).ShouldBe(131047);
    }

    [Fact]
    public async Task A_customer_can_be_unblocked_and_a_business_cannot_block_itself()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        const string list = """{"messaging_product":"whatsapp","block_users":[{"user":"+4915112345678"}]}""";
        meta.Emulator.ReceiveText(shop.PhoneNumberId, "4915112345678", "Jo", "hello");
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/block_users", list, shop.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/block_users", shop.AccessToken)).ShouldSucceed()["data"]!
            .AsArray()
            .Count.ShouldBe(1);

        (
            await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/block_users?method=delete", list, shop.AccessToken)
        ).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/block_users", shop.AccessToken)).ShouldSucceed()["data"]!
            .AsArray()
            .ShouldBeEmpty();
        var self = await meta.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/block_users",
            $$"""{"messaging_product":"whatsapp","block_users":[{"user":"{{shop.DisplayPhoneNumber}}"}]}""",
            shop.AccessToken
        );
        ((int)self.Json["block_users"]!["failed_users"]![0]!["errors"]![0]!["code"]!).ShouldBe(131021);
    }

    [Fact]
    public async Task A_blocked_customer_can_neither_write_nor_be_written_to()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        const string list = """{"messaging_product":"whatsapp","block_users":[{"user":"+4915112345678"}]}""";
        meta.Emulator.ReceiveText(shop.PhoneNumberId, "4915112345678", "Jo", "one");
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/block_users", list, shop.AccessToken)).ShouldSucceed();

        meta.Emulator.ReceiveText(shop.PhoneNumberId, "4915112345678", "Jo", "two");
        var id = await meta.SendTextAsync(shop, "4915112345678");
        await meta.SettleAsync();

        meta.Webhooks.Of("messages").Count(v => v["messages"] is not null).ShouldBe(1);
        meta.Webhooks.Statuses(id).ShouldBe(["failed"]);
    }
}
