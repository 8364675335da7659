namespace Patchbay.Emulator.Tests.CreditLines;

public sealed class CreditTests
{
    private const string Partner = EmulatorDefaults.SystemUserToken;

    [Fact]
    public async Task Sharing_and_attaching_credit_at_once_needs_an_assigned_partner()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, line) = (meta.Connect(), await LineAsync(meta));
        var share = $"v23.0/{line}/whatsapp_credit_sharing_and_attach?waba_currency=EUR&waba_id={shop.WabaId}";

        (await meta.PostAsync(share, "{}", Partner)).ShouldBeRefused(200);
        (
            await meta.PostAsync(
                $"v23.0/{shop.WabaId}/assigned_users",
                $$"""{"user":"{{EmulatorDefaults.SystemUserId}}","tasks":["MANAGE"]}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        var allocation = (string)(await meta.PostAsync(share, "{}", Partner)).ShouldSucceed()["allocation_config_id"]!;

        var credential = (string)
            (await meta.GetAsync($"v23.0/{allocation}?fields=receiving_credential", Partner)).ShouldSucceed()[
                "receiving_credential"
            ]!["id"]!;
        var account = (
            await meta.GetAsync($"v23.0/{shop.WabaId}?fields=primary_funding_id,currency", shop.AccessToken)
        ).ShouldSucceed();
        ((string)account["primary_funding_id"]!).ShouldBe(credential);
        ((string)account["currency"]!).ShouldBe("EUR");
        (await meta.PostAsync(share, "{}", Partner)).ShouldBeRefused(100);
    }

    [Fact]
    public async Task A_client_attaches_the_credit_that_was_shared_with_it()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, line) = (meta.Connect(), await LineAsync(meta));
        var attach = $"v23.0/{line}/whatsapp_credit_attach?waba_currency=USD&waba_id={shop.WabaId}";

        (await meta.PostAsync(attach, "{}", shop.AccessToken)).ShouldBeRefused(100);
        var shared = (string)(await ShareAsync(meta, line, shop)).ShouldSucceed()["allocation_config_id"]!;
        (
            (string)(await meta.PostAsync(attach, "{}", shop.AccessToken)).ShouldSucceed()["allocation_config_id"]!
        ).ShouldBe(shared);
        (
            await meta.PostAsync(attach.Replace("USD", "XXX", StringComparison.Ordinal), "{}", shop.AccessToken)
        ).ShouldBeRefused(100);
    }

    [Fact]
    public async Task Revoking_credit_blocks_messages()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, line) = (meta.Connect(), await LineAsync(meta));
        var allocation = (string)(await ShareAsync(meta, line, shop)).ShouldSucceed()["allocation_config_id"]!;
        (
            await meta.PostAsync(
                $"v23.0/{line}/whatsapp_credit_attach?waba_currency=USD&waba_id={shop.WabaId}",
                "{}",
                shop.AccessToken
            )
        ).ShouldSucceed();
        await meta.SendTextAsync(shop, "15550100001");

        (await meta.DeleteAsync($"v23.0/{allocation}", Partner)).ShouldSucceed();
        (await meta.DeleteAsync($"v23.0/{allocation}", Partner)).ShouldBeRefused(100);

        (
            (string)
                (await meta.GetAsync($"v23.0/{allocation}?fields=request_status", Partner)).ShouldSucceed()[
                    "request_status"
                ]!
        ).ShouldBe("DELETED");
        (
            await meta.GetAsync(
                $"v23.0/{line}/owning_credit_allocation_configs?receiving_business_id={shop.BusinessId}",
                Partner
            )
        ).ShouldSucceed()["data"]!
            .AsArray()
            .ShouldBeEmpty();
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/messages",
                """{"messaging_product":"whatsapp","to":"15550100001","type":"text","text":{"body":"hi"}}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(131042);
        (
            (string)
                (
                    await meta.GetAsync($"v23.0/{shop.PhoneNumberId}?fields=health_status", shop.AccessToken)
                ).ShouldSucceed()["health_status"]!["can_send_message"]!
        ).ShouldBe("BLOCKED");
    }

    [Fact]
    public async Task A_client_cannot_share_the_partners_line()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, line) = (meta.Connect(), await LineAsync(meta));

        (
            await meta.PostAsync(
                $"v23.0/{line}/whatsapp_credit_sharing?receiving_business_id={shop.BusinessId}",
                "{}",
                shop.AccessToken
            )
        ).ShouldBeRefused(200);
    }

    private static async Task<string> LineAsync(Meta meta) =>
        (string)
            (
                await meta.GetAsync($"v23.0/{EmulatorDefaults.PartnerBusinessId}/extendedcredits", Partner)
            ).ShouldSucceed()["data"]![0]!["id"]!;

    private static Task<Reply> ShareAsync(Meta meta, string line, ConnectedNumber shop) =>
        meta.PostAsync($"v23.0/{line}/whatsapp_credit_sharing?receiving_business_id={shop.BusinessId}", "{}", Partner);
}
