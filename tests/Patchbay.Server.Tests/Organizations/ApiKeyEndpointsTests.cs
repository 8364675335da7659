using System.Net;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations;

public sealed class ApiKeyEndpointsTests : IAsyncLifetime
{
    private PatchbayHost _host = null!;
    private TestOrganization _acme = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await PatchbayHost.StartAsync();
        _acme = await _host.CreateOrganizationAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_new_key_works_in_both_headers_and_is_shown_once()
    {
        var made = await _acme
            .Sandbox.PostJsonAsync("/v1/api-keys", """{"name":"CI","scopes":["api_keys:admin"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var key = made.GetProperty("data").GetProperty("key").GetString()!;
        key.ShouldStartWith("sk_org_sandbox_");

        var list = await _host.ClientWith(key).GetAsync("/v1/api-keys").ShouldBeAsync(HttpStatusCode.OK);
        list.ToString().ShouldNotContain(key);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/api-keys")
        {
            Headers = { { "X-Api-Key", key } },
        };
        await _host.Anonymous.SendAsync(request).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public Task Without_a_key_the_answer_is_401() =>
        _host.Anonymous.GetAsync("/v1/api-keys").ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "missing_api_key");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("sk_org_sandbox_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public Task A_malformed_key_is_refused(string key) =>
        _host
            .ClientWith(key)
            .GetAsync("/v1/api-keys")
            .ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_api_key");

    [Fact]
    public Task A_well_formed_but_unknown_key_is_refused() =>
        _host
            .ClientWith(ApiKeyText.Create("sandbox", _host.Get<Patchbay.Server.Platform.Ids>()).Text)
            .GetAsync("/v1/api-keys")
            .ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_api_key");

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var expiresAt = _host.Clock.GetUtcNow().AddHours(1).ToString("O");
        var made = await _acme
            .Sandbox.PostJsonAsync("/v1/api-keys", $$"""{"name":"short","expiresAt":"{{expiresAt}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _host
            .ClientWith(made.GetProperty("data").GetProperty("key").GetString()!)
            .GetAsync("/v1/api-keys")
            .ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "expired_api_key");
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once_and_cannot_be_revoked_twice()
    {
        var made = (
            await _acme
                .Sandbox.PostJsonAsync("/v1/api-keys", """{"name":"old"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        var path = $"/v1/api-keys/{made.GetProperty("id").GetString()}";
        await _acme.Sandbox.DeleteAsync(path).ShouldBeAsync(HttpStatusCode.NoContent);
        await _host
            .ClientWith(made.GetProperty("key").GetString()!)
            .GetAsync("/v1/api-keys")
            .ShouldBeRefusedAsync(HttpStatusCode.Unauthorized, "invalid_api_key");
        await _acme.Sandbox.DeleteAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused()
    {
        using var client = await _host.ClientAsync(_acme.SandboxTenant, Scopes.PhonesRead);
        await client.GetAsync("/v1/api-keys").ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Fact]
    public async Task Another_organizations_key_cannot_be_seen_or_revoked()
    {
        var made = (
            await _acme
                .Sandbox.PostJsonAsync("/v1/api-keys", """{"name":"mine"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        var other = await _host.CreateOrganizationAsync("Other");
        var path = $"/v1/api-keys/{made.GetProperty("id").GetString()}";
        await other.Sandbox.DeleteAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        await _acme.Production.DeleteAsync(path).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "not_found");
        (await other.Sandbox.GetAsync("/v1/api-keys").ShouldBeAsync(HttpStatusCode.OK))
            .ToString()
            .ShouldNotContain("mine");
    }

    [Fact]
    public async Task A_key_cannot_give_scopes_that_it_lacks()
    {
        using var client = await _host.ClientAsync(_acme.SandboxTenant, Scopes.ApiKeysAdmin);
        await client
            .PostJsonAsync("/v1/api-keys", """{"name":"more","scopes":["phones:read"]}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", "scopes");
    }

    [Theory]
    [InlineData("""{}""", "validation_failed", "name")]
    [InlineData("""{"name":7}""", "validation_failed", "name")]
    [InlineData("""{"name":"x","scopes":["all"]}""", "validation_failed", "scopes")]
    [InlineData("""{"name":"x","scopes":[]}""", "validation_failed", "scopes")]
    [InlineData("""{"name":"x","role":"king"}""", "validation_failed", "role")]
    [InlineData("""{"name":"x","expiresAt":"2020-01-01T00:00:00Z"}""", "validation_failed", "expiresAt")]
    [InlineData("""{"name":"x","expiresAt":"soon"}""", "validation_failed", "expiresAt")]
    [InlineData("""{"name":"x","name":"y"}""", "invalid_json", null)]
    [InlineData("""{"name":""", "invalid_json", null)]
    [InlineData("null", "invalid_json", null)]
    public Task Bad_input_is_refused_and_names_the_field(string body, string reason, string? field) =>
        _acme
            .Sandbox.PostJsonAsync("/v1/api-keys", body)
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, reason, field);

    [Fact]
    public async Task A_body_that_is_too_large_or_too_deep_is_refused()
    {
        await _acme
            .Sandbox.PostJsonAsync("/v1/api-keys", $$"""{"name":"{{new string('x', 300_000)}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await _acme
            .Sandbox.PostJsonAsync(
                "/v1/api-keys",
                $$"""{"name":"x","extra":{{new string('[', 200)}}{{new string(']', 200)}}}"""
            )
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "invalid_json");
    }

    [Fact]
    public async Task Unknown_routes_and_methods_answer_in_the_surfaces_shape()
    {
        var error = (await _acme.Sandbox.GetAsync("/v1/nowhere").ShouldBeAsync(HttpStatusCode.NotFound)).GetProperty(
            "error"
        );
        error.GetProperty("code").GetString().ShouldBe("route_not_found");
        (await _acme.Sandbox.GetAsync("/api/nowhere").ShouldBeAsync(HttpStatusCode.NotFound))
            .GetProperty("code")
            .GetString()
            .ShouldBe("NOT_FOUND");
        await _acme
            .Sandbox.PutAsync("/v1/api-keys", HttpJson.Json("{}"))
            .ShouldBeRefusedAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }
}
