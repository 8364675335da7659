using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

public sealed class PasswordTests : IAsyncLifetime
{
    private const string Better = "purple ladder moonlight canyon";

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    public static TheoryData<string> Weak =>
        [
            "short",
            "password1234",
            "aaaaaaaaaaaa",
            "qwertyuiopas",
            "123456789012",
            "letmeinletmein",
            "Patchbay2026!",
            "ada@acme.example",
            "AdaLovelaceAda",
            "acmeacmeacme",
            new string('x', 257),
            string.Concat(Enumerable.Repeat("password", 32)),
        ];

    [Theory]
    [MemberData(nameof(Weak))]
    public async Task A_weak_password_is_refused_wherever_one_is_set(string weak)
    {
        var made = $$"""{"email":"ada@acme.example","name":"Ada Lovelace","role":"agent","password":"{{weak}}"}""";
        await _stage.Api.PostJsonAsync("/api/users", made).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "password");

        var ada = await _stage.Api.CreateUserAsync("ada@acme.example", "agent");
        await _stage.Api.PatchJsonAsync($"/api/users/{ada.Id()}", """{"name":"Ada Lovelace"}""");
        await _stage
            .Api.PatchJsonAsync($"/api/users/{ada.Id()}", $$"""{"password":"{{weak}}"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "password");
        using var asAda = await _stage.Host.AsUserAsync("ada@acme.example");
        await ChangeAsync(asAda, UserStage.Password, weak).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "password");
        await _stage.Host.LoginAsync("ada@acme.example").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("supervisor")]
    [InlineData("agent")]
    public async Task Every_user_changes_the_own_password_with_the_present_one(string role)
    {
        await _stage.Api.CreateUserAsync("eva@acme.example", role);
        using var eva = await _stage.Host.AsUserAsync("eva@acme.example");
        using var elsewhere = await _stage.Host.AsUserAsync("eva@acme.example");
        await ChangeAsync(eva, "not the present one", Better)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "current_password");
        await eva.PostJsonAsync("/api/auth/password", $$"""{"password":"{{Better}}"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "current_password");
        await ChangeAsync(eva, UserStage.Password, Better).ShouldBeAsync(HttpStatusCode.NoContent);
        await eva.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK);
        await elsewhere.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        await _stage.Host.LoginAsync("eva@acme.example").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        await _stage.Host.LoginAsync("eva@acme.example", Better).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_alone_does_not_set_its_users_password()
    {
        var ada = await _stage.Api.CreateUserAsync("ada@acme.example");
        using var asAda = await _stage.Host.AsUserAsync("ada@acme.example");
        await asAda
            .PatchJsonAsync($"/api/users/{ada.Id()}", $$"""{"password":"{{Better}}"}""")
            .ShouldBeRefusalAsync(403, "FORBIDDEN", "password");
        await _stage.Host.LoginAsync("ada@acme.example").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stolen_session_gets_no_more_guesses_of_the_password_than_a_log_in()
    {
        await _stage.Api.CreateUserAsync("ada@acme.example");
        using var asAda = await _stage.Host.AsUserAsync("ada@acme.example");
        for (var guess = 0; guess < 5; guess++)
            await ChangeAsync(asAda, $"wrong {guess}", Better).ShouldBeRefusalAsync(400, "VALIDATION_ERROR");
        await ChangeAsync(asAda, UserStage.Password, Better).ShouldBeRefusalAsync(429, "RATE_LIMITED");
    }

    [Fact]
    public async Task A_key_has_no_password() =>
        await ChangeAsync(_stage.Api, UserStage.Password, Better).ShouldBeRefusalAsync(403, "FORBIDDEN");

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string present, string next) =>
        client.PostJsonAsync("/api/auth/password", $$"""{"current_password":"{{present}}","password":"{{next}}"}""");
}
