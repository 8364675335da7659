using System.Net;
using System.Text.Json;
using OtpNet;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

public sealed class SecondFactorTests : IAsyncDisposable
{
    private const string Root = "/api/auth/second-factor",
        Ada = "ada@acme.example";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private Stage? _stage;

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task A_user_enrols_confirms_and_from_then_on_logs_in_with_a_code(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var ada = await stage.Host.AsUserAsync(Ada);
        using var older = await stage.Host.AsUserAsync(Ada);
        var (secret, codes) = await EnrolAsync(stage, ada);
        codes.Count.ShouldBe(10);
        codes.Distinct(StringComparer.Ordinal).Count().ShouldBe(10);
        await ada.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK);
        await older.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        (await ada.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("user")
            .GetProperty("has_second_factor")
            .GetBoolean()
            .ShouldBeTrue();

        stage.Clock.Advance(Step);
        var needed = await stage.Host.LoginAsync(Ada).ShouldBeRefusalAsync(401, "UNAUTHORIZED", "code");
        needed.Text("reason").ShouldBe("second_factor_required");
        (await stage.Host.LoginAsync(Ada, "wrong").ShouldBeRefusalAsync(401, "UNAUTHORIZED"))
            .GetRawText()
            .ShouldNotContain("second_factor");
        await LoginAsync(stage, CodeOf(stage, secret)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task A_code_works_once_and_an_older_one_not_after_a_newer_one(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var ada = await stage.Host.AsUserAsync(Ada);
        var (secret, _) = await EnrolAsync(stage, ada);
        // The code that confirmed the factor is used up as well.
        await LoginAsync(stage, CodeOf(stage, secret)).ShouldBeRefusalAsync(401, "UNAUTHORIZED", "code");
        stage.Clock.Advance(Step);
        var before = CodeOf(stage, secret);
        stage.Clock.Advance(Step);
        var code = CodeOf(stage, secret);
        var parallel = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoginAsync(stage, code)));
        parallel.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        await LoginAsync(stage, before).ShouldBeRefusalAsync(401, "UNAUTHORIZED", "code");
    }

    [Theory, EachDatabase]
    public async Task A_recovery_code_works_once_in_place_of_a_code(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var ada = await stage.Host.AsUserAsync(Ada);
        var (_, codes) = await EnrolAsync(stage, ada);
        await LoginAsync(stage, codes[0]).ShouldBeAsync(HttpStatusCode.OK);
        await LoginAsync(stage, codes[0]).ShouldBeRefusalAsync(401, "UNAUTHORIZED", "code");
        await LoginAsync(stage, codes[1].Replace("-", " ", StringComparison.Ordinal)).ShouldBeAsync(HttpStatusCode.OK);
        (await ada.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("recovery_codes_left")
            .GetInt32()
            .ShouldBe(8);
    }

    [Theory, EachDatabase]
    public async Task Guesses_of_a_code_are_limited_and_do_not_lock_the_user_out(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var ada = await stage.Host.AsUserAsync(Ada);
        var (secret, _) = await EnrolAsync(stage, ada);
        using var thief = stage.Host.From("127.0.0.9");
        for (var guess = 0; guess < 5; guess++)
            await LoginAsync(thief, $"00000{guess}").ShouldBeRefusalAsync(401, "UNAUTHORIZED", "code");
        stage.Clock.Advance(Step);
        var refused = await LoginAsync(thief, CodeOf(stage, secret));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        await LoginAsync(stage, CodeOf(stage, secret)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_secret_that_is_not_confirmed_changes_nothing()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        using var ada = await stage.Host.AsUserAsync(Ada);
        await ada.PostJsonAsync(Root + "/confirm", """{"code":"123456"}""").ShouldBeRefusalAsync(409, "CONFLICT");
        await ada.PostJsonAsync(Root, """{"password":"wrong"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "password");
        var first = await BeginAsync(stage, ada);
        var second = await BeginAsync(stage, ada);
        await ConfirmAsync(ada, CodeOf(stage, first)).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "code");
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        await ConfirmAsync(ada, CodeOf(stage, second)).ShouldBeAsync(HttpStatusCode.OK);
        await ada.PostJsonAsync(Root, $$"""{"password":"{{UserStage.Password}}"}""")
            .ShouldBeRefusalAsync(409, "CONFLICT");
    }

    [Fact]
    public async Task A_user_removes_the_own_factor_with_password_and_code()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        using var ada = await stage.Host.AsUserAsync(Ada);
        var (secret, _) = await EnrolAsync(stage, ada);
        stage.Clock.Advance(Step);
        var code = CodeOf(stage, secret);
        await RemoveAsync("wrong", code).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "password");
        await RemoveAsync(UserStage.Password, "000000").ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "code");
        await RemoveAsync(UserStage.Password, code).ShouldBeAsync(HttpStatusCode.NoContent);
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);

        Task<HttpResponseMessage> RemoveAsync(string password, string code) =>
            ada.PostJsonAsync(Root + "/remove", $$"""{"password":"{{password}}","code":"{{code}}"}""");
    }

    [Theory, EachDatabase]
    public async Task An_admin_or_the_operator_resets_the_factor_of_a_user(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        var id = (await stage.Api.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK))[0].Id();
        using var ada = await stage.Host.AsUserAsync(Ada);
        await EnrolAsync(stage, ada);
        await ada.DeleteAsync($"/api/users/{id}/second-factor").ShouldBeRefusalAsync(403, "FORBIDDEN");
        using var weaker = await stage.Host.ClientAsync(stage.Organization.SandboxTenant, "users:admin");
        await weaker.DeleteAsync($"/api/users/{id}/second-factor").ShouldBeRefusalAsync(403, "FORBIDDEN");
        await stage.Api.DeleteAsync($"/api/users/{id}/second-factor").ShouldBeAsync(HttpStatusCode.NoContent);
        await stage.Api.DeleteAsync($"/api/users/{id}/second-factor").ShouldBeRefusalAsync(404, "NOT_FOUND");
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);

        await EnrolAsync(stage, ada);
        var (exitCode, output) = await ProductProcess.RunAsync(
            stage.Host,
            ["users", "reset-second-factor", "--org", "Acme SaaS", "--email", Ada]
        );
        exitCode.ShouldBe(0, output);
        await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        (
            await stage.ScalarAsync<int>("select count(*) from audit_events where action = 'second_factor.reset'")
        ).ShouldBe(2);
    }

    private async Task<Stage> StartAsync(DatabaseKind kind)
    {
        _stage = await Stage.StartAsync(kind);
        await _stage.Api.CreateUserAsync(Ada);
        return _stage;
    }

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> EnrolAsync(Stage stage, HttpClient user)
    {
        var secret = await BeginAsync(stage, user);
        var confirmed = await ConfirmAsync(user, CodeOf(stage, secret)).ShouldBeAsync(HttpStatusCode.OK);
        return (
            secret,
            [.. confirmed.GetProperty("recovery_codes").EnumerateArray().Select(code => code.GetString()!)]
        );
    }

    private static async Task<string> BeginAsync(Stage stage, HttpClient user)
    {
        var begun = await user.PostJsonAsync(Root, $$"""{"password":"{{UserStage.Password}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        var secret = begun.Text("secret")!;
        stage.Host.Canaries.Add("the secret of a second factor", secret);
        begun.Text("uri")!.ShouldStartWith("otpauth://totp/");
        begun.Text("uri")!.ShouldContain(secret);
        return secret;
    }

    private static Task<HttpResponseMessage> ConfirmAsync(HttpClient user, string code) =>
        user.PostJsonAsync(Root + "/confirm", $$"""{"code":"{{code}}"}""");

    private static string CodeOf(Stage stage, string secret) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(stage.Clock.GetUtcNow().UtcDateTime);

    private static Task<HttpResponseMessage> LoginAsync(Stage stage, string code) =>
        LoginAsync(stage.Host.Anonymous, code);

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string code) =>
        client.LoginAsync(Ada, more: $$""","code":"{{code}}" """);
}
