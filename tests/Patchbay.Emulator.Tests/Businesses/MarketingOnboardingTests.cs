namespace Patchbay.Emulator.Tests.Businesses;

public sealed class MarketingOnboardingTests
{
    [Fact]
    public async Task A_business_is_onboarded_once_and_its_accounts_send_a_webhook()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        async Task<string> Status() =>
            (string)
                (
                    await meta.GetAsync(
                        $"v23.0/{shop.WabaId}?fields=marketing_messages_onboarding_status",
                        shop.AccessToken
                    )
                ).ShouldSucceed()["marketing_messages_onboarding_status"]!;
        (await Status()).ShouldBe("ELIGIBLE");

        (
            await meta.PostAsync($"v23.0/{shop.BusinessId}/onboard_partners_to_mm_lite", "{}", shop.AccessToken)
        ).ShouldSucceed();
        (
            await meta.PostAsync($"v23.0/{shop.BusinessId}/onboard_partners_to_mm_lite", "{}", shop.AccessToken)
        ).ShouldBeRefused(1752041);
        await meta.SettleAsync();

        (await Status()).ShouldBe("ONBOARDED");
        meta.Webhooks.Of("account_update").Select(v => (string)v["event"]!).ShouldContain("MM_LITE_TERMS_SIGNED");
    }

    [Fact]
    public async Task A_new_account_is_reviewed_and_its_name_cannot_be_used_again()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        Task<Reply> Create(string body) =>
            meta.PostAsync($"v23.0/{shop.BusinessId}/whatsapp_business_accounts", body, shop.AccessToken);
        var id = (string)(await Create("""{"name":"Second","currency":"EUR"}""")).ShouldSucceed()["id"]!;
        async Task<string> Review() =>
            (string)
                (await meta.GetAsync($"v23.0/{id}?fields=account_review_status", shop.AccessToken)).ShouldSucceed()[
                    "account_review_status"
                ]!;

        (await Review()).ShouldBe("PENDING");
        (await Create("""{"name":"Second"}""")).ShouldBeRefused(100);
        (await Create("""{"name":"Third","currency":"euros"}""")).ShouldBeRefused(100);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(1));

        (await Review()).ShouldBe("APPROVED");
    }
}
