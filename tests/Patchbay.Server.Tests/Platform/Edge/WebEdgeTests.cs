using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Edge;

/// <summary>What holds for every route: HEAD, the headers of answers, and encoded bodies.</summary>
public sealed class WebEdgeTests
{
    [Fact]
    public async Task HEAD_is_answered_wherever_GET_is_with_the_same_status_and_no_body()
    {
        await using var stage = await Stage.StartAsync();
        var paths = PathsOf(stage, "GET");
        paths.Count.ShouldBeGreaterThan(40);
        foreach (var client in (HttpClient[])[stage.Host.Anonymous, stage.Api])
        {
            foreach (var path in paths)
            {
                using var get = await client.GetAsync(path);
                using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
                head.StatusCode.ShouldBe(get.StatusCode, path);
                head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType, path);
                (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(path);
            }
        }
    }

    [Fact]
    public async Task HEAD_is_still_refused_where_only_POST_is_answered()
    {
        await using var host = await PatchbayHost.StartAsync();
        using var head = await host.Anonymous.SendAsync(new(HttpMethod.Head, "/api/auth/login"));
        head.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Every_answer_says_no_store_and_nosniff()
    {
        await using var stage = await Stage.StartAsync();
        var requests = new List<HttpRequestMessage>
        {
            new(HttpMethod.Get, "/no/such/path"),
            new(HttpMethod.Delete, "/health/live"),
            new(HttpMethod.Post, "/hooks/whatsapp") { Content = HttpJson.Json("{}") },
            new(HttpMethod.Post, "/webhooks/meta") { Content = HttpJson.Json("{}") },
            new(HttpMethod.Post, "/v1/api-keys") { Content = HttpJson.Json("{") },
            new(HttpMethod.Post, "/v1/api-keys") { Content = new StringContent("text") },
        };
        requests.AddRange(PathsOf(stage, "GET").Select(path => new HttpRequestMessage(HttpMethod.Get, path)));
        foreach (var request in requests)
        {
            using var answer = await stage.Api.SendAsync(request);
            var where = $"{request.Method} {request.RequestUri}: {answer.StatusCode}";
            answer.Headers.CacheControl.ShouldNotBeNull(where).NoStore.ShouldBeTrue(where);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], where);
            request.Dispose();
        }
    }

    [Theory]
    [InlineData("Production", "https://patchbay.example.com", true)]
    [InlineData("Production", "http://patchbay.example.com", false)]
    [InlineData("Development", "https://patchbay.example.com", false)]
    public async Task Browsers_are_told_to_use_https_only_in_production_behind_https(
        string environment,
        string publicUrl,
        bool isTold
    )
    {
        await using var host = await PatchbayHost.StartAsync(
            settings: new Dictionary<string, string?>
            {
                ["environment"] = environment,
                ["Server:PublicBaseUrl"] = publicUrl,
            }
        );
        foreach (var path in (string[])["/health/live", "/no/such/path", "/hooks/whatsapp"])
        {
            using var answer = await host.Anonymous.GetAsync(path);
            answer.Headers.Contains("Strict-Transport-Security").ShouldBe(isTold, path);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("GZIP")]
    [InlineData("identity, gzip")]
    [InlineData("unknown")]
    public async Task A_body_with_an_encoding_is_415_on_every_route_that_reads_one(string encoding)
    {
        await using var stage = await Stage.StartAsync();
        foreach (var (method, path) in Writes(stage))
        {
            using var answer = await SendAsync(stage, method, path, encoding);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, path);
            answer.Headers.Contains("X-Request-Id").ShouldBeTrue(path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Content-Encoding", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task The_encoding_identity_is_none()
    {
        await using var stage = await Stage.StartAsync();
        foreach (var (method, path) in Writes(stage))
        {
            using var answer = await SendAsync(stage, method, path, "identity");
            answer.StatusCode.ShouldNotBe(HttpStatusCode.UnsupportedMediaType, path);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Stage stage, string method, string path, string encoding)
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        return await stage.Host.Anonymous.SendAsync(request);
    }

    private static IEnumerable<(string Method, string Path)> Writes(Stage stage) =>
        ((string[])["POST", "PUT", "PATCH"]).SelectMany(method =>
            PathsOf(stage, method).Select(path => (method, path))
        );

    /// <summary>The paths of a method's routes, with a value for each parameter.</summary>
    private static List<string> PathsOf(Stage stage, string method) =>
        [
            .. stage
                .Host.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true)
                .Select(route => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(TextOf)))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string TextOf(RoutePatternPathSegment segment)
    {
        var text = new StringBuilder();
        foreach (var part in segment.Parts)
        {
            text.Append(
                part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    _ => "019bdd19-9928-703e-99ea-0986869b5ef5",
                }
            );
        }
        return text.ToString();
    }
}
