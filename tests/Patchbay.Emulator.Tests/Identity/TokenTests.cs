using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Emulator.Tests.Identity;

public sealed class TokenTests
{
    [Fact]
    public async Task A_call_without_a_token_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();

        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}")).ShouldBeRefused(104);
    }

    [Fact]
    public async Task An_unknown_token_is_refused_with_a_challenge()
    {
        await using var meta = await Meta.StartAsync();

        var reply = await meta.GetAsync("v23.0/me", "made-up");

        reply.ShouldBeRefused(190);
        reply.Status.ShouldBe(401);
        reply.Response.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
    }

    [Fact]
    public async Task A_token_that_the_app_revokes_stops_working()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldSucceed();

        var app = meta.Emulator;
        (
            await meta.GetAsync(
                $"oauth/revoke?client_id={app.AppId}&client_secret={app.AppSecret}&revoke_token={number.AccessToken}",
                app.AppToken
            )
        ).ShouldSucceed();

        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldBeRefused(190);
    }

    [Fact]
    public async Task A_token_expires_after_sixty_days()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(61));

        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldBeRefused(190, 463);
        var data = (
            await meta.GetAsync($"debug_token?input_token={number.AccessToken}", meta.Emulator.AppToken)
        ).ShouldSucceed()["data"]!;
        ((bool)data["is_valid"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_revoked_token_is_refused_with_its_subcode()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        meta.Emulator.RevokeToken(number.AccessToken, 460);

        (await meta.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldBeRefused(190, 460);
    }

    [Fact]
    public async Task A_token_reaches_only_the_account_it_was_granted()
    {
        await using var meta = await Meta.StartAsync();
        var mine = meta.Connect("Mine");
        var other = meta.Connect("Other");

        (await meta.GetAsync($"v23.0/{other.PhoneNumberId}", mine.AccessToken)).ShouldBeRefused(200);
        (await meta.GetAsync($"v23.0/{other.WabaId}", mine.AccessToken)).ShouldBeRefused(200);
    }

    [Fact]
    public async Task A_missing_permission_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Emulator.Connect(new SignupChoices { WithoutScopes = ["whatsapp_business_messaging"] });

        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/messages",
                """{"messaging_product":"whatsapp","to":"15550100001","text":{"body":"hi"}}""",
                number.AccessToken
            )
        ).ShouldBeRefused(10);
    }

    [Fact]
    public async Task The_proof_is_checked_when_it_is_given()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        var proof = Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(meta.Emulator.AppSecret),
                Encoding.UTF8.GetBytes(number.AccessToken)
            )
        );

        (
            await meta.GetAsync($"v23.0/{number.PhoneNumberId}?appsecret_proof={proof}", number.AccessToken)
        ).ShouldSucceed();
        (
            await meta.GetAsync($"v23.0/{number.PhoneNumberId}?appsecret_proof=wrong", number.AccessToken)
        ).ShouldBeRefused(100);
    }

    [Fact]
    public async Task An_app_token_comes_from_client_credentials()
    {
        await using var meta = await Meta.StartAsync();

        var answer = (
            await meta.GetAsync(
                $"oauth/access_token?grant_type=client_credentials&client_id={meta.Emulator.AppId}"
                    + $"&client_secret={meta.Emulator.AppSecret}"
            )
        ).ShouldSucceed();

        ((string)answer["access_token"]!).ShouldBe(meta.Emulator.AppToken);
    }

    [Fact]
    public async Task An_exchange_makes_a_new_token_for_sixty_days()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();

        var answer = (
            await meta.GetAsync(
                $"oauth/access_token?grant_type=fb_exchange_token&client_id={meta.Emulator.AppId}"
                    + $"&client_secret={meta.Emulator.AppSecret}&fb_exchange_token={number.AccessToken}"
            )
        ).ShouldSucceed();

        ((string)answer["access_token"]!).ShouldNotBe(number.AccessToken);
        ((long)answer["expires_in"]!).ShouldBe(60 * 24 * 3600);
    }
}
