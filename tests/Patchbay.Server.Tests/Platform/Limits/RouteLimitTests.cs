using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Patchbay.Server.Platform.Limits;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Platform.Limits.LimitStage;

namespace Patchbay.Server.Tests.Platform.Limits;

public sealed class RouteLimitTests
{
    /// <summary>Anonymous routes that are cheap, and those that limit only requests without a right signature.</summary>
    private static readonly string[] WithoutLimit = ["/health/live", "/health/ready"];

    [Fact]
    public async Task Each_route_without_a_key_has_a_limit_by_source()
    {
        await using var stage = await Stage.StartAsync();
        var unlimited = stage
            .Host.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route =>
                route.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0
                && !route.Metadata.GetOrderedMetadata<RouteLimit>().Any(limit => !limit.IsByTarget)
                && route.Metadata.GetMetadata<HookLimited>() is null
            )
            .Select(route => route.RoutePattern.RawText)
            .Distinct();
        unlimited.ShouldBe(WithoutLimit, ignoreOrder: true);
    }

    [Fact]
    public async Task Logging_in_is_limited_by_source_before_the_password_is_checked()
    {
        await using var stage = await StartAsync("LogInsPerMinute", 2);
        for (var i = 0; i < 2; i++)
            (await LogInAsync(stage, First, i)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await LogInAsync(stage, First, 3)).ShouldBeLimited();
        (await stage.SendAsync("POST", "/api/auth/login", First, body: HttpJson.Json("no json"))).ShouldBeLimited();
        (await LogInAsync(stage, Second, 4)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/signup/550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("/connect/messenger")]
    [InlineData("/connect/instagram")]
    [InlineData("/data-deletion/abc")]
    public async Task A_page_is_limited_by_source_and_says_so_to_a_person(string path)
    {
        await using var stage = await StartAsync("PagesPerMinute", 2);
        for (var i = 0; i < 2; i++)
            (await stage.SendAsync("GET", path, First)).IsLimited.ShouldBeFalse();

        (await stage.SendAsync("GET", path, First)).ShouldBeLimitedPage();
        (await stage.SendAsync("GET", path, Second)).IsLimited.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/signup/550e8400-e29b-41d4-a716-446655440000/events")]
    [InlineData("/signup/550e8400-e29b-41d4-a716-446655440000/callback")]
    public async Task The_calls_of_a_page_are_limited_by_source(string path)
    {
        await using var stage = await StartAsync("PagesPerMinute", 2);
        for (var i = 0; i < 2; i++)
            (await stage.SendAsync("POST", path, First, body: HttpJson.Json("{}"))).IsLimited.ShouldBeFalse();

        (await stage.SendAsync("POST", path, First, body: HttpJson.Json("{}"))).ShouldBeLimited();
        (await stage.SendAsync("POST", path, Second, body: HttpJson.Json("{}"))).IsLimited.ShouldBeFalse();
    }

    [Fact]
    public async Task The_page_of_one_link_is_limited_for_all_sources_together()
    {
        await using var stage = await StartAsync("PagesPerMinuteAndLink", 2);
        var link = await stage.CreateLinkAsync();
        for (var i = 1; i <= 2; i++)
            (await stage.SendAsync("GET", $"/signup/{link.Id}", $"198.51.100.{i}")).Status.ShouldBe(HttpStatusCode.OK);

        (await stage.SendAsync("GET", $"/signup/{link.Id}", "198.51.100.3")).ShouldBeLimitedPage();
        var other = await stage.CreateLinkAsync("""{"name":"Another"}""");
        (await stage.SendAsync("GET", $"/signup/{other.Id}", "198.51.100.3")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/connect/messenger/callback?state=x")]
    [InlineData("/signup/return?state=x")]
    public async Task A_return_from_Metas_dialog_is_limited_with_a_page(string path)
    {
        await using var stage = await StartAsync("CallbacksPerMinute", 2);
        for (var i = 0; i < 2; i++)
            (await stage.SendAsync("GET", path, First)).IsLimited.ShouldBeFalse();

        (await stage.SendAsync("GET", path, First)).ShouldBeLimitedPage();
    }

    [Fact]
    public async Task A_return_to_the_instances_surface_is_limited_in_its_shape()
    {
        await using var stage = await StartAsync("CallbacksPerMinute", 2);
        const string path = "/v1/channels/whatsapp/callback?code=x&state=x";
        for (var i = 0; i < 2; i++)
            (await stage.SendAsync("GET", path, First)).IsLimited.ShouldBeFalse();

        (await stage.SendAsync("GET", path, First)).ShouldBeLimited();
    }

    [Theory]
    [InlineData("/v1/onboarding-links", """{"name":"Acme"}""")]
    [InlineData("/v1/instances", """{"name":"Acme"}""")]
    [InlineData("/v1/api-keys", """{"name":"Acme"}""")]
    [InlineData("/api/divisions", """{"name":"Acme"}""")]
    [InlineData("/api/integrations/messenger/connect-link", "{}")]
    [InlineData("/v1/outgoing-webhooks", """{"url":"https://example.com/{n}","events":["*"]}""")]
    [InlineData("/v1/provider-connections/abacate-pay", """{"display_name":"x","api_key":"matrix"}""")]
    public async Task Creating_objects_is_limited_by_organization_and_route(string path, string body)
    {
        await using var stage = await StartAsync("CreationsPerMinute", 2);
        var key = await stage.NewKeyAsync();
        for (var i = 0; i < 2; i++)
            (await CreateAsync(i)).IsLimited.ShouldBeFalse();

        (await CreateAsync(3)).ShouldBeLimited();
        (await stage.SendAsync("GET", "/v1/phones", First, key)).Status.ShouldBe(HttpStatusCode.OK);
        var stranger = await stage.Host.CreateOrganizationAsync("Another");
        using var made = await stranger.Sandbox.PostJsonAsync(path, body);
        made.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);

        Task<LimitedAnswer> CreateAsync(int number) =>
            stage.SendAsync(
                "POST",
                path,
                First,
                key,
                HttpJson.Json(body.Replace("{n}", $"{number}", StringComparison.Ordinal))
            );
    }

    [Fact]
    public async Task A_refused_caller_uses_up_no_creations()
    {
        await using var stage = await StartAsync("CreationsPerMinute", 1);
        using var reader = await stage.Host.ClientAsync(stage.Organization.SandboxTenant, "onboarding_links:read");
        for (var i = 0; i < 3; i++)
            await reader
                .PostJsonAsync("/v1/onboarding-links", """{"name":"Acme"}""")
                .ShouldBeAsync(HttpStatusCode.Forbidden);

        await stage.CreateLinkAsync();
    }

    [Theory]
    [InlineData("/v1/phones")]
    [InlineData("/v1/provider-connections")]
    [InlineData("/v1/instances")]
    [InlineData("/api/integrations")]
    public async Task Requests_are_limited_by_key(string path)
    {
        await using var stage = await StartAsync("RequestsPerSecond", 1);
        var (key, other) = (await stage.NewKeyAsync(), await stage.NewKeyAsync());
        LimitedAnswer answer;
        do answer = await stage.SendAsync("GET", path, First, key);
        while (!answer.IsLimited);

        answer.ShouldBeLimited();
        (await stage.SendAsync("GET", path, First, other)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_are_limited_by_organization_and_environment()
    {
        await using var stage = await StartAsync("RequestsPerSecondAndOrganization", 1);
        LimitedAnswer answer;
        do answer = await stage.SendAsync("GET", "/v1/phones", First, await stage.NewKeyAsync());
        while (!answer.IsLimited);

        answer.ShouldBeLimited();
        await stage.Organization.Production.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
    }

    private static Task<LimitedAnswer> LogInAsync(Stage stage, string source, int number) =>
        stage.SendAsync(
            "POST",
            "/api/auth/login",
            source,
            body: HttpJson.Json($$"""{"email":"user{{number}}@acme.example","password":"wrong wrong wrong"}""")
        );
}
