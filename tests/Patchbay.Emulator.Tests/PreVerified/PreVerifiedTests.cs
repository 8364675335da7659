namespace Patchbay.Emulator.Tests.PreVerified;

public sealed class PreVerifiedTests
{
    [Fact]
    public async Task A_verified_number_is_shared_with_a_partner_and_is_still_available_after_59_days()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, partner) = (meta.Connect("Shop"), meta.Connect("Partner"));
        var id = await AddAsync(meta, shop);

        (await ShareAsync(meta, shop, id, partner.BusinessId)).ShouldBeRefused(100);
        await VerifyAsync(meta, shop, id);
        (await ShareAsync(meta, shop, id, partner.BusinessId)).ShouldSucceed();
        (await ShareAsync(meta, shop, id, shop.BusinessId)).ShouldBeRefused(100);

        (await meta.GetAsync($"v23.0/{id}/partners", shop.AccessToken)).ShouldSucceed()["data"]!
            .AsArray()
            .Select(b => (string)b!["id"]!)
            .ShouldBe([partner.BusinessId]);
        (await ListAsync(meta, partner, "verification_status=VERIFIED")).ShouldBe(1);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(59));
        (await ListAsync(meta, partner, "verification_status=VERIFIED")).ShouldBe(1);
        var late = await meta.GetAsync($"v23.0/{id}?fields=verification_status,availability_status", shop.AccessToken);
        ((string)late.ShouldSucceed()["availability_status"]!).ShouldBe("AVAILABLE");
    }

    [Fact]
    public async Task A_wrong_or_expired_code_is_refused_and_a_verified_number_gets_no_new_code()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = await AddAsync(meta, shop);

        (await CodeAsync(meta, shop, id, "000000")).ShouldBeRefused(100, 2388093);
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        var code = CodeOf(meta, id);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(11));
        (await CodeAsync(meta, shop, id, code)).ShouldBeRefused(100, 2388093);
        await VerifyAsync(meta, shop, id);
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(100, 2388091);
    }

    [Fact]
    public async Task A_number_can_be_added_once_and_cannot_be_read_after_deletion()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = await AddAsync(meta, shop);

        (
            await meta.PostAsync(
                $"v23.0/{shop.BusinessId}/add_phone_numbers",
                """{"phone_number":"+15552223333"}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(100, 2388002);
        (
            await meta.PostAsync(
                $"v23.0/{shop.BusinessId}/add_phone_numbers",
                """{"phone_number":"a shop"}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(100);
        (await meta.DeleteAsync($"v23.0/{id}", shop.AccessToken)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{id}", shop.AccessToken)).ShouldBeRefused(100, 33);
    }

    private static async Task<string> AddAsync(Meta meta, ConnectedNumber shop) =>
        (string)
            (
                await meta.PostAsync(
                    $"v23.0/{shop.BusinessId}/add_phone_numbers",
                    """{"phone_number":"+15552223333"}""",
                    shop.AccessToken
                )
            ).ShouldSucceed()["id"]!;

    private static async Task VerifyAsync(Meta meta, ConnectedNumber shop, string id)
    {
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (await CodeAsync(meta, shop, id, CodeOf(meta, id))).ShouldSucceed();
    }

    private static string CodeOf(Meta meta, string id)
    {
        var world = meta.Emulator.Host.Worlds.Default;
        return world.Read(() => world.Find<Emulator.PreVerified.PreVerifiedNumber>(id)!.Code!);
    }

    private static Task<Reply> CodeAsync(Meta meta, ConnectedNumber shop, string id, string code) =>
        meta.PostAsync($"v23.0/{id}/verify_code", $$"""{"code":"{{code}}"}""", shop.AccessToken);

    private static Task<Reply> ShareAsync(Meta meta, ConnectedNumber shop, string id, string partner) =>
        meta.PostAsync(
            $"v23.0/{shop.BusinessId}/share_preverified_numbers",
            $$"""{"preverified_id":"{{id}}","partner_business_id":"{{partner}}"}""",
            shop.AccessToken
        );

    private static async Task<int> ListAsync(Meta meta, ConnectedNumber shop, string filter) =>
        (
            await meta.GetAsync($"v23.0/{shop.BusinessId}/preverified_numbers?{filter}", shop.AccessToken)
        ).ShouldSucceed()["data"]!
            .AsArray()
            .Count;
}
