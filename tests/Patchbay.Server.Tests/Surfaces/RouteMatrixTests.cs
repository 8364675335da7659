using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Patchbay.Emulator;
using Patchbay.Server.Audit;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Organizations.Users;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Surfaces;

/// <summary>
/// Every route that takes an API key is tested with every kind of key. The running server lists the routes. A new route
/// fails until it has a row here.
/// </summary>
public sealed class RouteMatrixTests : IAsyncLifetime
{
    private const string Unknown = "550e8400-e29b-41d4-a716-446655440000";

    /// <summary>A valid body for every route that takes a body. It names no object of the caller.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /v1/api-keys"] = """{"name":"matrix","scopes":["api_keys:admin"]}""",
        ["POST /v1/api-keys/{id}/rotate"] = "{}",
        ["PUT /v1/redirect-origins"] = """{"origins":["https://matrix.example"]}""",
        ["POST /v1/instances"] = """{"name":"matrix"}""",
        ["POST /v1/instances/{instance_id}/channels/whatsapp"] =
            """{"access_token":"EAAmatrix","app_secret":"s","phone_number_id":"1"}""",
        ["POST /v1/instances/{instance_id}/channels/whatsapp/connect"] = "{}",
        ["POST /v1/onboarding-links"] = """{"name":"matrix"}""",
        ["POST /v1/phones/{id}/messages"] = """{"type":"text","to":"+15550100001","text":"x"}""",
        ["POST /v1/accounts/{account_id}/messages"] = """{"to":"ana@customer.example","subject":"x","text":"x"}""",
        ["POST /api/integrations/accounts/{id}/check"] = "{}",
        ["POST /v1/phones/{id}/media"] = "{}",
        ["POST /v1/connections/{connection_id}/messages"] = """{"type":"text","to":"15550100001","text":"x"}""",
        ["POST /api/integrations/instagram/connect"] = """{"code":"matrix","redirect_uri":"https://example.com/cb"}""",
        ["POST /api/integrations/messenger/connect"] = """{"code":"matrix","redirect_uri":"https://example.com/cb"}""",
        ["POST /api/integrations/instagram/connect-link"] = "{}",
        ["POST /api/integrations/messenger/connect-link"] = "{}",
        ["POST /api/integrations/messenger/pages"] = """{"user_token":"ut_matrix","pages":["1"]}""",
        ["POST /api/integrations/messenger/{account_id}/persistent-menu"] = """{"delete":true}""",
        ["POST /v1/wabas/{id}/templates"] = """
            {"name":"matrix","language":"en_US","category":"UTILITY","components":[{"type":"BODY",
            "text":"Hello"}]}
            """,
        ["POST /v1/outgoing-webhooks"] = """{"url":"https://example.com/hook","events":["message.received"]}""",
        ["PATCH /v1/outgoing-webhooks/{id}"] = """{"description":"matrix"}""",
        ["POST /v1/outgoing-webhooks/{id}/rotate-secret"] = "{}",
        ["POST /v1/outgoing-webhooks/{id}/test"] = "{}",
        ["POST /v1/outgoing-webhooks/{id}/recover"] = """{"since":"2026-01-15T10:00:00Z"}""",
        ["POST /v1/webhook-deliveries/{id}/resend"] = "{}",
        ["POST /v1/provider-connections/meta"] =
            """{"display_name":"x","access_token":"EAAmatrix","waba_id":"1","phone_number_id":"2"}""",
        ["POST /v1/provider-connections/meta/oauth"] = """{"code":"matrix","waba_id":"1","phone_number_id":"2"}""",
        ["POST /v1/provider-connections/abacate-pay"] = """{"display_name":"x","api_key":"matrix"}""",
        ["POST /v1/provider-connections/iniciador"] = """
            {"display_name":"x","client_id":"c","client_secret":"s","payment_receiver":{"name":"n",
            "tax_id":"12345678901","ispb":"12345678","account_number":"12345","account_type":"CACC"}}
            """,
        ["POST /v1/provider-connections/{connection_id}/rotate"] = """{"access_token":"EAAmatrix"}""",
        ["POST /v1/provider-connections/{connection_id}/meta/complete-registration"] = "{}",
        ["PATCH /v1/provider-connections/{connection_id}"] = """{"display_name":"matrix"}""",
        ["POST /api/users"] =
            """{"email":"matrix@acme.example","password":"a password that is long enough","role":"agent"}""",
        ["PATCH /api/users/{id}"] = """{"name":"matrix"}""",
        ["POST /api/divisions"] = """{"name":"matrix"}""",
        ["PUT /api/integrations/email"] = """{"config":{"from_name":"matrix"}}""",
        ["POST /api/integrations/accounts"] = """
            {"channel":"email","account_key":"matrix","config":{"from_address":"a@b.example",
            "smtp_host":"smtp.acme.example","smtp_port":587,"smtp_security":"tls","smtp_username":"u",
            "smtp_password":"p"}}
            """,
        ["PATCH /api/integrations/accounts/{id}"] = """{"display_name":"matrix"}""",
        ["PUT /api/integrations/accounts/{id}"] = """{"display_name":"matrix"}""",
        ["POST /api/integrations/accounts/{id}/default"] = "{}",
        ["POST /api/integrations/whatsapp/embedded-signup"] =
            """{"code":"matrix","waba_id":"1","phone_number_id":"2"}""",
    };

    /// <summary>The id of an object of the organization for each kind of object, by the start of its path.</summary>
    private readonly Dictionary<string, string> _objects = new(StringComparer.Ordinal);

    private Stage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        var phone = await _stage.ConnectAsync(new SignupChoices { PhoneNumber = "+5511955550123" });
        _objects["/v1/instances"] = (
            await _stage
                .Api.PostJsonAsync("/v1/instances", """{"name":"matrix"}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        )
            .GetProperty("id")
            .GetString()!;
        _objects["/v1/phones"] = phone.Id;
        _objects["/v1/wabas"] = phone.WabaId;
        _objects["/v1/onboarding-links"] = phone.Link.Id.ToString();
        _objects["/v1/provider-connections"] = First(await ReadAsync("/v1/provider-connections"));
        _objects["/v1/connections"] = _objects["/v1/provider-connections"];
        _objects["/v1/api-keys"] = First(await ReadAsync("/v1/api-keys"));
        var endpoint = (
            await _stage
                .Api.PostJsonAsync("/v1/outgoing-webhooks", """{"url":"https://example.com/hook","events":["*"]}""")
                .ShouldBeAsync(HttpStatusCode.Created)
        ).GetProperty("data");
        _objects["/v1/outgoing-webhooks"] = endpoint.GetProperty("id").GetString()!;
        await _stage.Api.PostJsonAsync($"/v1/outgoing-webhooks/{_objects["/v1/outgoing-webhooks"]}/test", "{}");
        _objects["/v1/webhook-deliveries"] = First(
            await ReadAsync($"/v1/outgoing-webhooks/{_objects["/v1/outgoing-webhooks"]}/deliveries")
        );
        var sent = await _stage
            .Api.PostJsonAsync(
                $"/v1/phones/{phone.Id}/messages",
                """{"type":"text","to":"+15550100001","text":"Hello"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        _objects["/v1/messages"] = sent.GetProperty("data").GetProperty("id").GetString()!;
        _objects["/v1/media"] = _objects["/v1/messages"];
        _objects["/api/integrations/accounts"] = (await ReadAsync("/api/integrations/accounts"))[0]
            .GetProperty("id")
            .GetString()!;
        _objects["/api/integrations/messenger"] = _objects["/api/integrations/accounts"];
        _objects["/api/users"] = (await _stage.Api.CreateUserAsync("ada@acme.example")).GetProperty("id").GetString()!;
        _objects["/v1/accounts"] = _objects["/api/integrations/accounts"];
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Every_route_refuses_missing_and_invalid_keys_and_keys_without_its_scope()
    {
        var tenant = _stage.Organization.SandboxTenant;
        var wrong = new (string Name, HttpClient Client, string Code)[]
        {
            ("no key", _stage.Host.Anonymous, "missing_api_key"),
            ("malformed", _stage.Host.ClientWith("sk_org_sandbox_nonsense"), "invalid_api_key"),
            (
                "unknown",
                _stage.Host.ClientWith(ApiKeyText.Create("sandbox", _stage.Host.Get<Ids>()).Text),
                "invalid_api_key"
            ),
            ("expired", await ExpiredAsync(tenant), "expired_api_key"),
            ("revoked", await RevokedAsync(tenant), "invalid_api_key"),
        };
        foreach (var route in Routes())
        {
            foreach (var (name, client, code) in wrong)
                await ShouldAnswerAsync(client, route, _objects, 401, code, name);
            using var lacking = await _stage.Host.ClientAsync(tenant, [.. Scopes.All.Except(route.Scopes)]);
            await ShouldAnswerAsync(lacking, route, _objects, 403, "insufficient_scope", "missing scope");
        }
    }

    [Fact]
    public async Task Every_object_is_unknown_to_other_organizations_and_the_other_environment()
    {
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        foreach (var route in Routes())
        {
            foreach (
                var (name, client) in new[]
                {
                    ("other organization", other.Sandbox),
                    ("other environment", _stage.Organization.Production),
                }
            )
            {
                var (status, body) = await SendAsync(client, route, _objects);
                if (route.HasId)
                    status.ShouldBe(404, $"{route} with the key of the {name}: {body}");
                else
                    foreach (var id in _objects.Values)
                        body.ShouldNotContain(id, customMessage: $"{route} with the key of the {name}");
                if (route.HasId)
                    WithoutRequestId(body)
                        .ShouldBe(
                            WithoutRequestId((await SendAsync(client, route, Nobodys())).Body),
                            $"{route} tells others' objects from none"
                        );
            }
        }
    }

    [Fact]
    public async Task A_key_reaches_exactly_the_routes_that_the_table_of_the_document_allows_its_role()
    {
        foreach (var role in Roles.All)
        {
            using var client = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, role, Scopes.All);
            foreach (var route in Routes())
                await ShouldReachAsync(client, route, role);
        }
    }

    [Fact]
    public async Task A_user_reaches_exactly_the_routes_of_the_surface_that_the_table_allows_the_role()
    {
        foreach (var role in Roles.All)
        {
            await _stage.Api.CreateUserAsync($"{role}@acme.example", role);
            using var client = await _stage.Host.AsUserAsync($"{role}@acme.example");
            foreach (var route in Routes().Where(route => route.Path.StartsWith("/api/", StringComparison.Ordinal)))
                await ShouldReachAsync(client, route, role);
        }
    }

    [Fact]
    public void Every_route_needs_a_scope_a_caller_or_is_known_to_be_open()
    {
        string[] open =
        [
            "/api/auth/login",
            "/connect/",
            "/data-deletion/",
            "/health/",
            "/hooks/",
            "/openapi/",
            "/signup/",
            "/v1/channels/whatsapp/callback",
            "/webhook",
        ];
        _stage
            .Host.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !open.Any(start => path.StartsWith(start, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_table_of_the_document_names_every_scope() =>
        RightsTable.Read().Keys.ShouldBe(Scopes.All, ignoreOrder: true);

    private async Task ShouldReachAsync(HttpClient client, Route route, string role)
    {
        var (status, body) = await SendAsync(client, route, Nobodys());
        var isAllowed =
            route.Scopes.All(scope => RightsTable.Read()[scope].Contains(role))
            && (route.Roles.Count == 0 || route.Roles.Contains(role));
        if (isAllowed)
            status.ShouldNotBeOneOf([401, 403], $"{route} as {role}: {body}");
        else
            status.ShouldBe(403, $"{route} as {role}: {body}");
    }

    private IReadOnlyList<Route> Routes()
    {
        var routes = _stage
            .Host.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ScopeRequirement>() is not null)
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Select(method => new Route(
                        method,
                        "/"
                            + endpoint
                                .RoutePattern.RawText!.Trim('/')
                                // A channel is not an id of an object.
                                .Replace("{channel}", "email", StringComparison.Ordinal),
                        [
                            .. endpoint
                                .Metadata.GetOrderedMetadata<ScopeRequirement>()
                                .Select(requirement => requirement.Scope),
                        ],
                        endpoint.Metadata.GetMetadata<RoleRequirement>()?.Allowed ?? []
                    ))
            )
            .ToList();
        routes.Count.ShouldBeGreaterThan(30);
        var without = routes
            .Where(route => route.Method is "POST" or "PUT" or "PATCH" && !Bodies.ContainsKey(route.ToString()))
            .ToList();
        without.ShouldBeEmpty($"These routes need a row in {nameof(Bodies)}.");
        var unnamed = routes.Where(route => route.HasId && !_objects.ContainsKey(route.Noun)).ToList();
        unnamed.ShouldBeEmpty($"These routes need an object in {nameof(_objects)}.");
        return routes;
    }

    private static async Task ShouldAnswerAsync(
        HttpClient client,
        Route route,
        Dictionary<string, string> objects,
        int status,
        string code,
        string name
    )
    {
        var (answered, body) = await SendAsync(client, route, objects);
        answered.ShouldBe(status, $"{route} with {name}: {body}");
        if (route.Path.StartsWith("/api/", StringComparison.Ordinal))
            body.ShouldContain(
                status == 401 ? "\"UNAUTHORIZED\"" : "\"FORBIDDEN\"",
                customMessage: $"{route} with {name}"
            );
        if (
            route.Path.StartsWith("/v1/", StringComparison.Ordinal)
            && !route.Path.StartsWith("/v1/instances", StringComparison.Ordinal)
        )
            body.ShouldContain($"\"{code}\"", customMessage: $"{route} with {name}");
    }

    private static async Task<(int Status, string Body)> SendAsync(
        HttpClient client,
        Route route,
        Dictionary<string, string> objects
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(route.Method), route.Fill(objects));
        if (Bodies.TryGetValue(route.ToString(), out var body))
            request.Content = HttpJson.Json(body);
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string WithoutRequestId(string body) =>
        System.Text.RegularExpressions.Regex.Replace(
            body,
            "req_[0-9A-Za-z]+",
            "",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    private Dictionary<string, string> Nobodys() =>
        _objects.ToDictionary(known => known.Key, _ => Unknown, StringComparer.Ordinal);

    private async Task<HttpClient> ExpiredAsync(Tenant tenant)
    {
        var (_, text) = await _stage
            .Host.Get<ApiKeyStore>()
            .CreateAsync(tenant, "old", Scopes.All, Roles.Admin, _stage.Clock.GetUtcNow(), default);
        return _stage.Host.ClientWith(text);
    }

    private async Task<HttpClient> RevokedAsync(Tenant tenant)
    {
        var keys = _stage.Host.Get<ApiKeyStore>();
        var (row, text) = await keys.CreateAsync(tenant, "revoked", Scopes.All, Roles.Admin, null, default);
        (await keys.RevokeAsync(tenant, row.Id, Actor.Operator, default)).ShouldBeTrue();
        return _stage.Host.ClientWith(text);
    }

    private async Task<System.Text.Json.JsonElement> ReadAsync(string path) =>
        await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);

    private static string First(System.Text.Json.JsonElement list) =>
        list.GetProperty("data")[0].GetProperty("id").GetString()!;

    private sealed record Route(string Method, string Path, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles)
    {
        public bool HasId => Path.Contains('{', StringComparison.Ordinal);

        /// <summary>The path up to its first id.</summary>
        public string Noun => Path[..Path.IndexOf('{', StringComparison.Ordinal)].TrimEnd('/');

        public string Fill(Dictionary<string, string> objects) =>
            HasId
                ? System.Text.RegularExpressions.Regex.Replace(
                    Path,
                    "{[^}]+}",
                    objects[Noun],
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
                : Path;

        public override string ToString() => $"{Method} {Path}";
    }
}
