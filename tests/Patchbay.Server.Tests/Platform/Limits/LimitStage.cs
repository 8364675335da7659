using System.Globalization;
using System.Net;
using System.Text.Json;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Limits;

/// <summary>A server with low limits behind a trusted proxy, so that a test can choose the source of each request.</summary>
internal static class LimitStage
{
    public const string First = "198.51.100.1",
        Second = "198.51.100.2";

    private static readonly string[] All =
    [
        "WrongKeysPerMinute",
        "WrongKeysPerMinuteAndKey",
        "LogInsPerMinute",
        "PagesPerMinute",
        "PagesPerMinuteAndLink",
        "CallbacksPerMinute",
        "HandshakesPerMinute",
        "HandshakesPerMinuteAndAddress",
        "UnsignedBodiesPerMinute",
        "CreationsPerMinute",
        "RequestsPerSecond",
        "RequestsPerSecondAndOrganization",
    ];

    /// <summary>Starts a server on which only one limit is on.</summary>
    public static Task<Stage> StartAsync(string limit, int value) => StartAsync((limit, value));

    public static Task<Stage> StartAsync(params (string Limit, int Value)[] limits)
    {
        var settings = All.ToDictionary(name => $"Limits:{name}", _ => (string?)"0");
        settings["Server:TrustedProxies:0"] = "127.0.0.1";
        foreach (var (limit, value) in limits)
            settings[$"Limits:{limit}"] = value.ToString(CultureInfo.InvariantCulture);
        return Stage.StartAsync(settings: settings);
    }

    /// <summary>The text of a new key with every scope.</summary>
    public static async Task<string> NewKeyAsync(this Stage stage)
    {
        var (_, text) = await stage
            .Host.Get<ApiKeyStore>()
            .CreateAsync(stage.Organization.SandboxTenant, "limits", Scopes.All, Roles.Admin, null, default);
        stage.Host.Canaries.Add("a key", text);
        return text;
    }

    /// <summary>A well-formed key that this server never made.</summary>
    public static string WrongKey(this Stage stage) =>
        ApiKeyText.Create(Environments.Sandbox, stage.Host.Get<Ids>()).Text;

    /// <summary>Sends a request as from a source, with a key if one is given.</summary>
    public static async Task<LimitedAnswer> SendAsync(
        this Stage stage,
        string method,
        string path,
        string source,
        string? key = null,
        HttpContent? body = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        request.Headers.Add("X-Forwarded-For", source);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var response = await stage.Host.Anonymous.SendAsync(request);
        return new(
            path,
            response.StatusCode,
            response.Headers.RetryAfter?.Delta,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync()
        );
    }
}

/// <summary>An answer, and what a limit puts into it.</summary>
internal sealed record LimitedAnswer(
    string Path,
    HttpStatusCode Status,
    TimeSpan? RetryAfter,
    string? MediaType,
    string Body
)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public bool IsLimited => Status == HttpStatusCode.TooManyRequests;

    /// <summary>Checks that a limit refused the request, in the shape of the path's surface.</summary>
    public void ShouldBeLimited()
    {
        Status.ShouldBe(HttpStatusCode.TooManyRequests, $"{Path} {Body}");
        RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        switch (Path.Split('/', '?')[1..])
        {
            case ["api", ..]:
                Json.GetProperty("code").GetString().ShouldBe("RATE_LIMITED");
                Json.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
                break;
            case ["v1", "instances" or "channels", ..] or ["hooks", ..]:
                Json.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
                break;
            case ["v1", "provider-connections", ..]:
                var error = Json.GetProperty("error");
                error.GetProperty("type").GetString().ShouldBe("rate_limited");
                error.GetProperty("code").GetString().ShouldBe("rate_limited");
                error.GetProperty("retry_after_ms").GetInt64().ShouldBeInRange(1000, 60_000);
                break;
            default:
                Json.GetProperty("error").GetProperty("reason").GetString().ShouldBe("rate_limited");
                Json.GetProperty("error").GetProperty("retryAfter").GetInt64().ShouldBeInRange(1, 60);
                break;
        }
    }

    /// <summary>Checks that a limit refused the request with a page for a person.</summary>
    public void ShouldBeLimitedPage()
    {
        Status.ShouldBe(HttpStatusCode.TooManyRequests, Path);
        RetryAfter.ShouldNotBeNull();
        MediaType.ShouldBe("text/html");
        Body.ShouldContain("Too many requests");
    }
}
