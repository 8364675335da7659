namespace Patchbay.Emulator.Tests.Identity;

public sealed class CodeExchangeTests
{
    private const string Client = "client_id=100000000000001&client_secret=emulator-app-secret";

    [Fact]
    public async Task A_code_becomes_a_token_that_debug_token_describes()
    {
        await using var meta = await Meta.StartAsync();
        var signup = meta.Emulator.SignUp(new SignupChoices { BusinessName = "Shop" });

        var token = (string)
            (await meta.GetAsync($"v23.0/oauth/access_token?{Client}&code={signup.Code}")).ShouldSucceed()[
                "access_token"
            ]!;
        var data = (await meta.GetAsync($"debug_token?input_token={token}", meta.Emulator.AppToken)).ShouldSucceed()[
            "data"
        ]!;

        ((bool)data["is_valid"]!).ShouldBeTrue();
        ((string)data["app_id"]!).ShouldBe(meta.Emulator.AppId);
        ((string)data["type"]!).ShouldBe("SYSTEM_USER");
        ((string)data["granular_scopes"]![0]!["target_ids"]![0]!).ShouldBe(signup.WabaId);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var meta = await Meta.StartAsync();
        var code = meta.Emulator.SignUp().Code;
        (await meta.GetAsync($"oauth/access_token?{Client}&code={code}")).ShouldSucceed();

        (await meta.GetAsync($"oauth/access_token?{Client}&code={code}")).ShouldBeRefused(100, 36009);
    }

    [Fact]
    public async Task A_code_expires_after_thirty_seconds()
    {
        await using var meta = await Meta.StartAsync();
        var code = meta.Emulator.SignUp().Code;
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(31));

        (await meta.GetAsync($"oauth/access_token?{Client}&code={code}")).ShouldBeRefused(100, 36007);
    }

    [Fact]
    public async Task A_redirect_address_that_the_dialog_did_not_have_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var code = meta.Emulator.SignUp().Code;

        (
            await meta.GetAsync($"oauth/access_token?{Client}&code={code}&redirect_uri=https%3A%2F%2Felsewhere.test%2F")
        ).ShouldBeRefused(100, 36008);
        (await meta.GetAsync($"oauth/access_token?{Client}&code={code}&redirect_uri=")).ShouldSucceed();
    }

    [Theory]
    [InlineData("client_id=9&client_secret=x&code=y", 101)]
    [InlineData("client_id=100000000000001&client_secret=wrong&code=y", 1)]
    [InlineData("client_id=100000000000001&client_secret=emulator-app-secret&code=never-issued", 100)]
    [InlineData("client_id=100000000000001&client_secret=emulator-app-secret", 100)]
    public async Task Wrong_credentials_are_refused(string query, int code)
    {
        await using var meta = await Meta.StartAsync();

        (await meta.GetAsync($"oauth/access_token?{query}")).ShouldBeRefused(code);
    }

    [Fact]
    public async Task A_code_of_another_app_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var signup = meta.Emulator.SignUp(new SignupChoices { OfAnotherApp = true });

        (await meta.GetAsync($"oauth/access_token?{Client}&code={signup.Code}")).ShouldBeRefused(100);
    }
}
