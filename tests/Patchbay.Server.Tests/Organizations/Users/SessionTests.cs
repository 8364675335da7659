using System.Net;
using System.Text.Json;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

public sealed class SessionTests : IAsyncDisposable
{
    private const string Ada = "ada@acme.example";

    private Stage? _stage;

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Theory, EachDatabase]
    public async Task A_session_ends_when_it_is_idle_and_at_its_age(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var idle = await stage.Host.AsUserAsync(Ada);
        using var busy = await stage.Host.AsUserAsync(Ada);
        for (var hour = 0; hour < 12; hour++)
        {
            await busy.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK);
            stage.Clock.Advance(TimeSpan.FromMinutes(59));
        }
        await idle.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        await busy.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK);
        stage.Clock.Advance(TimeSpan.FromMinutes(12));
        await busy.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
    }

    [Fact]
    public async Task The_operator_sets_idle_time_and_age()
    {
        var stage = await StartAsync(
            DatabaseKind.Sqlite,
            new Dictionary<string, string?> { ["Sessions:IdleMinutes"] = "5", ["Sessions:MaxHours"] = "1" }
        );
        var login = await stage.Host.LoginAsync(Ada).ShouldBeAsync(HttpStatusCode.OK);
        login.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(stage.Clock.GetUtcNow().AddHours(1));
        using var ada = stage.Host.ClientWith(login.Text("token")!);
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        await ada.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
    }

    [Theory, EachDatabase]
    public async Task Users_list_and_end_their_own_sessions(DatabaseKind kind)
    {
        var stage = await StartAsync(kind);
        using var here = await stage.Host.AsUserAsync(Ada);
        using var there = await stage.Host.AsUserAsync(Ada);
        using var third = await stage.Host.AsUserAsync(Ada);
        var list = (await here.GetAsync("/api/auth/sessions").ShouldBeAsync(HttpStatusCode.OK)).EnumerateArray();
        list.Count().ShouldBe(3);
        list.ShouldAllBe(session => session.Text("ip_address") == "127.0.0.1");
        list.Count(IsCurrent).ShouldBe(1);
        (await there.GetAsync("/api/auth/sessions").ShouldBeAsync(HttpStatusCode.OK))
            .EnumerateArray()
            .Single(IsCurrent)
            .Id()
            .ShouldNotBe(list.Single(IsCurrent).Id());

        var thirds = (await third.GetAsync("/api/auth/sessions").ShouldBeAsync(HttpStatusCode.OK))
            .EnumerateArray()
            .Single(IsCurrent)
            .Id();
        await here.DeleteAsync($"/api/auth/sessions/{thirds}").ShouldBeAsync(HttpStatusCode.NoContent);
        await here.DeleteAsync($"/api/auth/sessions/{thirds}").ShouldBeRefusalAsync(404, "NOT_FOUND");
        await third.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        await here.DeleteAsync("/api/auth/sessions").ShouldBeAsync(HttpStatusCode.NoContent);
        await there.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        await here.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Admins_list_and_end_the_sessions_of_their_users_only()
    {
        var stage = await StartAsync(DatabaseKind.Sqlite);
        var bob = await stage.Api.CreateUserAsync("bob@acme.example", "agent");
        using var ada = await stage.Host.AsUserAsync(Ada);
        using var asBob = await stage.Host.AsUserAsync("bob@acme.example");
        var rival = await stage.Host.CreateOrganizationAsync("Rival");
        var path = $"/api/users/{bob.Id()}/sessions";
        await rival.Sandbox.GetAsync(path).ShouldBeRefusalAsync(404, "NOT_FOUND");
        await rival.Sandbox.DeleteAsync(path).ShouldBeRefusalAsync(404, "NOT_FOUND");
        await asBob.DeleteAsync(path).ShouldBeRefusalAsync(403, "FORBIDDEN");

        var session = (await ada.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK))[0].Id();
        await ada.DeleteAsync($"/api/auth/sessions/{session}").ShouldBeRefusalAsync(404, "NOT_FOUND");
        await rival.Sandbox.DeleteAsync($"{path}/{session}").ShouldBeRefusalAsync(404, "NOT_FOUND");
        await asBob.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK);
        await ada.DeleteAsync($"{path}/{session}").ShouldBeAsync(HttpStatusCode.NoContent);
        await asBob.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
    }

    [Theory]
    [InlineData(null, "patchbay_session", "path=/api")]
    [InlineData("https://patchbay.acme.example", "__Host-patchbay_session", "path=/;")]
    public async Task A_new_log_in_ends_the_session_that_the_browser_had(string? address, string name, string path)
    {
        var stage = await StartAsync(
            DatabaseKind.Sqlite,
            new Dictionary<string, string?> { ["Server:PublicBaseUrl"] = address }
        );
        var (first, cookie) = await LogInAsync(stage, cookie: null);
        cookie.ShouldStartWith(name + "=");
        cookie.ShouldContain(path, Case.Insensitive);
        cookie.Contains("secure", StringComparison.OrdinalIgnoreCase).ShouldBe(address is not null);
        cookie.ShouldNotContain("domain", Case.Insensitive);
        var (second, _) = await LogInAsync(stage, cookie.Split(';')[0]);
        (await StatusAsync(stage, first)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(stage, second)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Over_https_a_cookie_without_the_prefix_counts_for_nothing()
    {
        var stage = await StartAsync(
            DatabaseKind.Sqlite,
            new Dictionary<string, string?> { ["Server:PublicBaseUrl"] = "https://patchbay.acme.example" }
        );
        var (token, cookie) = await LogInAsync(stage, cookie: null);
        (await CookieStatusAsync(stage, cookie.Split(';')[0])).ShouldBe(HttpStatusCode.OK);
        (await CookieStatusAsync(stage, $"patchbay_session={token}")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Stage> StartAsync(DatabaseKind kind, Dictionary<string, string?>? settings = null)
    {
        _stage = await Stage.StartAsync(kind, settings);
        await _stage.Api.CreateUserAsync(Ada);
        return _stage;
    }

    private static bool IsCurrent(JsonElement session) => session.GetProperty("current").GetBoolean();

    private static async Task<(string Token, string Cookie)> LogInAsync(Stage stage, string? cookie)
    {
        using var browser = stage.Host.From("127.0.0.1");
        if (cookie is not null)
            browser.DefaultRequestHeaders.Add("Cookie", cookie);
        using var response = await browser.LoginAsync(Ada);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return (body.Text("token")!, response.Headers.GetValues("Set-Cookie").Single());
    }

    private static async Task<HttpStatusCode> StatusAsync(Stage stage, string token)
    {
        using var client = stage.Host.ClientWith(token);
        return (await client.GetAsync("/api/auth/me")).StatusCode;
    }

    private static async Task<HttpStatusCode> CookieStatusAsync(Stage stage, string cookie)
    {
        using var browser = stage.Host.From("127.0.0.1");
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        return (await browser.GetAsync("/api/auth/me")).StatusCode;
    }
}
