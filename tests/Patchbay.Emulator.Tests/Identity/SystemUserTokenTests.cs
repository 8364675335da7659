using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Tests.Identity;

public sealed class SystemUserTokenTests
{
    private static string Path => $"v23.0/{EmulatorDefaults.PartnerBusinessId}/system_user_access_tokens";

    [Fact]
    public async Task The_partner_fetches_the_token_of_a_hosted_sign_up()
    {
        await using var meta = await Meta.StartAsync();
        var signup = meta.Emulator.SignUp(new SignupChoices { BusinessName = "Hosted shop" });

        var token = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{signup.BusinessId}/system_user_access_tokens",
                    """{"fetch_only":true}""",
                    EmulatorDefaults.SystemUserToken
                )
            ).ShouldSucceed()["access_token"]!;

        (await meta.GetAsync($"v23.0/{signup.WabaId}", token)).ShouldSucceed();
    }

    [Fact]
    public async Task A_token_is_limited_to_its_accounts_permissions_and_lifetime()
    {
        await using var meta = await Meta.StartAsync();
        var answer = (
            await meta.PostAsync(
                Path,
                $$"""
                {"scope":["whatsapp_business_management"],"asset":["{{EmulatorDefaults.TestWabaId}}"],
                "set_token_expires_in_60_days":true}
                """,
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldSucceed();
        var token = (string)answer["access_token"]!;
        var shop = meta.Connect();

        (await meta.GetAsync($"v23.0/{EmulatorDefaults.TestWabaId}", token)).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{shop.WabaId}", token)).ShouldBeRefused(200);
        (await meta.PostAsync($"v23.0/{EmulatorDefaults.TestPhoneNumberId}/messages", "{}", token)).ShouldBeRefused(10);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(61));
        (await meta.GetAsync($"v23.0/{EmulatorDefaults.TestWabaId}", token)).ShouldBeRefused(190, 463);
    }

    [Theory]
    [InlineData("""{"scope":["fly_to_the_moon"]}""", 3962)]
    [InlineData("""{"scope":["whatsapp_business_management"],"asset":["999"]}""", 200)]
    [InlineData("""{"scope":["whatsapp_business_management"],"system_user_id":"1"}""", 100)]
    [InlineData("{}", 100)]
    public async Task Unknown_permissions_assets_and_users_are_refused(string body, int code)
    {
        await using var meta = await Meta.StartAsync();

        (await meta.PostAsync(Path, body, EmulatorDefaults.SystemUserToken)).ShouldBeRefused(code);
    }

    [Fact]
    public async Task A_business_that_never_signed_up_has_no_token_to_fetch()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var world = meta.Emulator.Host.Worlds.Default;
        var stranger = world.Read(() =>
            world.All<Business>().First(b => b.Id != shop.BusinessId && b.Id != EmulatorDefaults.PartnerBusinessId).Id
        );

        (
            await meta.PostAsync(
                $"v23.0/{stranger}/system_user_access_tokens",
                """{"fetch_only":true}""",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldBeRefused(200);
    }
}
