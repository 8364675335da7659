using System.Net;
using System.Text.Json;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Organizations.Users;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations;

/// <summary>A caller gives away at most the role, scopes and lifetime that it has.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private const string Password = UserStage.Password;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    /// <summary>The maker's role and scopes, what it asks for, and the member at fault; null when it is allowed.</summary>
    public static TheoryData<string, string, string, string?> Keys =>
        new()
        {
            { "supervisor", "api_keys:admin integrations:write", """ "role":"admin" """, "role" },
            { "supervisor", "api_keys:admin", """ "role":"admin","scopes":["api_keys:admin"] """, "role" },
            { "supervisor", "api_keys:admin", """ "role":"supervisor","scopes":["api_keys:admin"] """, null },
            { "supervisor", "api_keys:admin", """ "role":"agent","scopes":["api_keys:admin"] """, null },
            { "supervisor", "api_keys:admin phones:read", """ "scopes":["phones:read"] """, null },
            { "supervisor", "api_keys:admin", """ "scopes":["phones:read"] """, "scopes" },
            { "supervisor", "api_keys:admin", """ "role":"agent" """, "scopes" },
            { "admin", "api_keys:admin", """ "scopes":["users:admin"] """, "scopes" },
            { "admin", "api_keys:admin", """ "scopes":["api_keys:admin","users:admin"] """, "scopes" },
            { "admin", "api_keys:admin phones:read", """ "role":"admin" """, null },
        };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_is_made_with_at_most_the_rights_of_its_maker(
        string role,
        string scopes,
        string wanted,
        string? fault
    )
    {
        using var maker = await KeyAsync(role, scopes.Split(' '));
        var call = maker.PostJsonAsync("/v1/api-keys", $$"""{"name":"made",{{wanted}}}""");
        if (fault is null)
            await call.ShouldBeAsync(HttpStatusCode.Created);
        else
            await call.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", fault);
    }

    [Fact]
    public async Task What_a_request_leaves_out_is_the_makers_own()
    {
        using var maker = await KeyAsync("supervisor", ["api_keys:admin", "phones:read", "integrations:write"]);
        var made = (
            await maker.PostJsonAsync("/v1/api-keys", """{"name":"made"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        made.Text("role").ShouldBe("supervisor");
        made.GetProperty("scopes")
            .EnumerateArray()
            .Select(scope => scope.GetString())
            .ShouldBe(["phones:read", "integrations:write"], ignoreOrder: true);
        using var client = _stage.Host.ClientWith(made.Text("key")!);
        await client.PostJsonAsync("/api/divisions", """{"name":"q"}""").ShouldBeRefusalAsync(403, "FORBIDDEN");
        await client.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>The scopes of the caller's key, the role of the user it makes, and whether it may.</summary>
    public static TheoryData<string, string, bool> Users =>
        new()
        {
            { "users:admin", "admin", false },
            { "users:admin", "supervisor", false },
            { "users:admin", "agent", true },
            { "users:admin integrations:read", "supervisor", true },
            { "users:admin integrations:read", "admin", false },
            { "users:admin integrations:write", "admin", false },
            { "users:admin integrations:read integrations:write", "admin", true },
        };

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_user_is_made_with_at_most_the_rights_of_the_maker(string scopes, string role, bool isAllowed)
    {
        using var maker = await KeyAsync("admin", scopes.Split(' '));
        var call = maker.PostJsonAsync(
            "/api/users",
            $$"""{"email":"eva@acme.example","password":"{{Password}}","role":"{{role}}"}"""
        );
        if (isAllowed)
            await call.ShouldBeAsync(HttpStatusCode.Created);
        else
            await call.ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "role");
        (await _stage.Api.GetAsync("/api/users").ShouldBeAsync(HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBe(isAllowed ? 1 : 0);
    }

    [Theory]
    [InlineData("""{"password":"purple ladder moonlight canyon"}""", 403)]
    [InlineData("""{"role":"admin"}""", 400)]
    [InlineData("""{"role":"agent"}""", 403)]
    [InlineData("""{"name":"Ada"}""", 200)]
    public async Task A_user_with_more_rights_is_not_taken_over(string change, int status)
    {
        var ada = await _stage.Api.CreateUserAsync("ada@acme.example");
        await _stage.Api.CreateUserAsync("bob@acme.example");
        using var caller = await KeyAsync("admin", ["users:admin"]);
        using var answer = await caller.PatchJsonAsync($"/api/users/{ada.Id()}", change);
        ((int)answer.StatusCode).ShouldBe(status);
        await _stage.Host.LoginAsync("ada@acme.example").ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>When the maker ends, when the made one is to end, and whether that is allowed; in minutes.</summary>
    public static TheoryData<int?, int?, bool> Lifetimes =>
        new()
        {
            { 60, null, true },
            { 60, 30, true },
            { 60, 60, true },
            { 60, 61, false },
            { 60, 600_000, false },
            { null, 600_000, true },
            { null, null, true },
            { null, -1, false },
        };

    [Theory]
    [MemberData(nameof(Lifetimes))]
    public async Task Nothing_lasts_longer_than_its_maker(int? maker, int? made, bool isAllowed)
    {
        using var client = await EndingAsync(maker);
        var expiresAt = made is { } minutes ? $"\"{_stage.Clock.GetUtcNow().AddMinutes(minutes):O}\"" : "null";
        var key = client.PostJsonAsync("/v1/api-keys", $$"""{"name":"made","expiresAt":{{expiresAt}}}""");
        var user = client.PostJsonAsync(
            "/api/users",
            $$"""
            {"email":"eva@acme.example","password":"{{Password}}","role":"admin","expires_at":{{expiresAt}}}
            """
        );
        if (!isAllowed)
        {
            await key.ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "expiresAt");
            await user.ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "expires_at");
            return;
        }
        var end = (made ?? maker) is { } last ? _stage.Clock.GetUtcNow().AddMinutes(last) : (DateTimeOffset?)null;
        EndOf((await key.ShouldBeAsync(HttpStatusCode.Created)).GetProperty("data"), "expiresAt").ShouldBe(end);
        EndOf(await user.ShouldBeAsync(HttpStatusCode.Created), "expires_at").ShouldBe(end);
    }

    [Fact]
    public async Task A_user_and_its_sessions_end_with_the_key_that_made_it()
    {
        using var client = await EndingAsync(30);
        await client.CreateUserAsync("eva@acme.example");
        using var eva = await _stage.Host.AsUserAsync("eva@acme.example");
        var made = await eva.CreateUserAsync("ivo@acme.example");
        EndOf(made, "expires_at").ShouldBe(_stage.Clock.GetUtcNow().AddMinutes(30));
        _stage.Clock.Advance(TimeSpan.FromMinutes(30));
        await eva.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        await _stage.Host.LoginAsync("eva@acme.example").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
    }

    [Fact]
    public async Task A_key_that_ends_does_not_take_over_a_user_that_does_not()
    {
        var ada = await _stage.Api.CreateUserAsync("ada@acme.example");
        using var client = await EndingAsync(30);
        await client
            .PatchJsonAsync($"/api/users/{ada.Id()}", """{"password":"purple ladder moonlight canyon"}""")
            .ShouldBeRefusalAsync(403, "FORBIDDEN");
        await _stage.Host.LoginAsync("ada@acme.example").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_caller_revokes_no_key_of_a_higher_role()
    {
        var made = (
            await _stage.Api.PostJsonAsync("/v1/api-keys", """{"name":"high"}""").ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        using var supervisor = await KeyAsync("supervisor", ["api_keys:admin"]);
        await supervisor
            .DeleteAsync($"/v1/api-keys/{made.Id()}")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_role");
        using var high = _stage.Host.ClientWith(made.Text("key")!);
        await high.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
    }

    private Task<HttpClient> KeyAsync(string role, string[] scopes) =>
        _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, role, scopes);

    private async Task<HttpClient> EndingAsync(int? minutes)
    {
        var end = minutes is { } last ? _stage.Clock.GetUtcNow().AddMinutes(last) : (DateTimeOffset?)null;
        var (_, text) = await _stage
            .Host.Get<ApiKeyStore>()
            .CreateAsync(_stage.Organization.SandboxTenant, "ending", Scopes.All, Roles.Admin, end, default);
        return _stage.Host.ClientWith(text);
    }

    private static DateTimeOffset? EndOf(JsonElement made, string member) =>
        made.GetProperty(member) is { ValueKind: JsonValueKind.String } end ? end.GetDateTimeOffset() : null;
}
