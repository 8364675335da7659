namespace Patchbay.Emulator.Tests.PhoneSettings;

public sealed class SettingsTests
{
    private const string Compliance = """
        {"messaging_product":"whatsapp","entity_name":"Shop Ltd","entity_type":"PARTNERSHIP",
        "is_registered":true,"grievance_officer_details":{"name":"Ana","email":"ana@example.com"},
        "customer_care_details":{"email":"care@example.com","mobile_number":"+15550100"}}
        """;

    [Fact]
    public async Task Cart_and_catalog_are_switched_separately()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var settings = $"v23.0/{shop.PhoneNumberId}/whatsapp_commerce_settings";

        (await meta.PostAsync(settings, "{}", shop.AccessToken)).ShouldBeRefused(100);
        (await meta.PostAsync($"{settings}?is_catalog_visible=true", "{}", shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"{settings}?is_cart_enabled=maybe", "{}", shop.AccessToken)).ShouldBeRefused(100);

        var read = (await meta.GetAsync(settings, shop.AccessToken)).ShouldSucceed()["data"]![0]!;
        ((bool)read["is_catalog_visible"]!).ShouldBeTrue();
        ((bool)read["is_cart_enabled"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Stored_legal_details_can_be_read()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (
            await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/business_compliance_info", Compliance, shop.AccessToken)
        ).ShouldSucceed();

        var info = (
            await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/business_compliance_info", shop.AccessToken)
        ).ShouldSucceed()["data"]![0]!;
        ((string)info["entity_name"]!).ShouldBe("Shop Ltd");
        ((string)info["customer_care_details"]!["mobile_number"]!).ShouldBe("+15550100");
    }

    [Theory]
    [InlineData("PARTNERSHIP", "OTHER")]
    [InlineData("ana@example.com", "ana.example.com")]
    [InlineData("+15550100", "15550100")]
    [InlineData("Shop Ltd", "S")]
    [InlineData("\"name\":\"Ana\",", "")]
    [InlineData("PARTNERSHIP", "CIRCUS")]
    public async Task Invalid_legal_details_are_refused_and_not_stored(string right, string wrong)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/business_compliance_info",
                Compliance.Replace(right, wrong, StringComparison.Ordinal),
                shop.AccessToken
            )
        ).ShouldBeRefused(100);

        (await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/business_compliance_info", shop.AccessToken)).ShouldSucceed()[
            "data"
        ]![0]!
            ["entity_name"]
            .ShouldBeNull();
    }

    [Fact]
    public async Task Decisions_on_the_official_badge_send_webhooks_and_an_approved_badge_is_kept()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        Task<Reply> Apply(string action) =>
            meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/official_business_account",
                $$"""{"action":"{{action}}"}""",
                shop.AccessToken
            );
        async Task Decide(bool yes) =>
            (
                await meta.PostAsync(
                    "_emulator/numbers",
                    $$"""{"phone_number_id":"{{shop.PhoneNumberId}}","official":{{(yes ? "true" : "false")}}}"""
                )
            ).ShouldSucceed();

        (
            await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/official_business_account", shop.AccessToken)
        ).ShouldBeRefused(100);
        (await Apply("SUBMIT_APPLICATION")).ShouldSucceed();
        (await Apply("SUBMIT_APPLICATION")).ShouldBeRefused(100);
        await Decide(false);
        (await Apply("RESUBMIT_APPLICATION")).ShouldSucceed();
        await Decide(true);
        (await Apply("WITHDRAW_APPLICATION")).ShouldBeRefused(100);
        await meta.SettleAsync();

        (
            (bool)
                (
                    await meta.GetAsync(
                        $"v23.0/{shop.PhoneNumberId}?fields=is_official_business_account",
                        shop.AccessToken
                    )
                ).ShouldSucceed()["is_official_business_account"]!
        ).ShouldBeTrue();
        meta.Webhooks.Of("account_alerts")
            .Select(v => (string)v["alert_info"]!["alert_type"]!)
            .ShouldBe(["OBA_REJECTED", "OBA_APPROVED"]);
    }

    [Fact]
    public async Task A_new_display_name_is_reviewed_and_sends_a_webhook()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();

        (
            await meta.PostAsync($"v23.0/{shop.PhoneNumberId}", """{"new_display_name":"X"}""", shop.AccessToken)
        ).ShouldBeRefused(100);
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}",
                """{"new_display_name":"Better Bread"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (
            (string)
                (
                    await meta.GetAsync($"v23.0/{shop.PhoneNumberId}?fields=new_name_status", shop.AccessToken)
                ).ShouldSucceed()["new_name_status"]!
        ).ShouldBe("PENDING_REVIEW");
        await meta.SettleAsync();

        (
            (string)
                (
                    await meta.GetAsync($"v23.0/{shop.PhoneNumberId}?fields=verified_name", shop.AccessToken)
                ).ShouldSucceed()["verified_name"]!
        ).ShouldBe("Better Bread");
        ((string)meta.Webhooks.Of("phone_number_name_update").Single()["requested_verified_name"]!).ShouldBe(
            "Better Bread"
        );
    }
}
