using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Surfaces;

public sealed class OpenApiTests
{
    private static readonly string[] Documents = ["onboarding", "provider-connections", "instances", "integrations"];

    [Fact]
    public async Task Every_public_route_is_documented_with_a_name_a_summary_and_an_answer()
    {
        await using var host = await PatchbayHost.StartAsync();
        var paths = new List<JsonProperty>();
        foreach (var name in Documents)
            paths.AddRange(
                (await host.Anonymous.GetAsync($"/openapi/{name}.json").ShouldBeAsync(HttpStatusCode.OK))
                    .GetProperty("paths")
                    .EnumerateObject()
            );
        var documented = paths
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Select(method => (Route: $"{method.Name.ToUpperInvariant()} {path.Name}", Operation: method.Value))
            )
            .ToDictionary(entry => entry.Route, entry => entry.Operation, StringComparer.Ordinal);
        foreach (var route in PublicRoutes(host))
            documented.ShouldContainKey(route);
        foreach (var (route, operation) in documented)
        {
            operation.TryGetProperty("operationId", out _).ShouldBeTrue(route);
            operation.TryGetProperty("summary", out _).ShouldBeTrue(route);
            // The answer with a medium is bytes of any type, so it has no schema.
            if (route != "GET /v1/media/{id}")
                HasAnswer(operation).ShouldBeTrue(route);
        }
    }

    [Fact]
    public async Task Members_are_described_by_their_JSON_names()
    {
        await using var host = await PatchbayHost.StartAsync();
        var text = (
            await host.Anonymous.GetAsync("/openapi/provider-connections.json").ShouldBeAsync(HttpStatusCode.OK)
        ).GetRawText();
        text.ShouldContain("\"phone_number_id\"");
        text.ShouldNotContain("\"phoneNumberId\"");
    }

    [Fact]
    public async Task A_public_route_refuses_a_caller_without_a_key()
    {
        await using var host = await PatchbayHost.StartAsync();
        // Meta sends a person's browser to the callback, where a state that works once replaces the key.
        foreach (
            var route in PublicRoutes(host)
                .Where(route => route is not ("GET /v1/channels/whatsapp/callback" or "POST /api/auth/login"))
        )
        {
            var parts = route.Split(' ');
            using var request = new HttpRequestMessage(
                HttpMethod.Parse(parts[0]),
                System.Text.RegularExpressions.Regex.Replace(
                    parts[1],
                    "{[a-z_]+}",
                    "550e8400-e29b-41d4-a716-446655440000",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );
            (await host.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, route);
        }
    }

    private static IEnumerable<string> PublicRoutes(PatchbayHost host) =>
        host.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
                || endpoint.RoutePattern.RawText.StartsWith("/api/", StringComparison.Ordinal)
            )
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}")
            );

    private static bool HasAnswer(JsonElement operation) =>
        operation
            .GetProperty("responses")
            .EnumerateObject()
            .Any(answer =>
                answer.Name == "204" || (answer.Name.StartsWith('2') && answer.Value.TryGetProperty("content", out _))
            );
}
