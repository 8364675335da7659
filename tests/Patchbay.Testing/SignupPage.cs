using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator;
using Patchbay.Testing.Canary;

namespace Patchbay.Testing;

/// <summary>The hosted page as its script sees it: a cookie, a one-time token, and the posts it may make.</summary>
public sealed partial class SignupPage : IAsyncDisposable
{
    private readonly HttpClient _browser;
    private readonly Uri _server;
    private readonly Guid _linkId;

    private readonly CookieContainer _cookies;

    private SignupPage(
        HttpClient browser,
        CookieContainer cookies,
        Uri server,
        Guid linkId,
        HttpResponseMessage response,
        string html
    )
    {
        _cookies = cookies;
        _browser = browser;
        _server = server;
        _linkId = linkId;
        Status = response.StatusCode;
        Html = html;
        PageToken = TokenInPage().Match(html) is { Success: true } match ? match.Groups["token"].Value : null;
    }

    public HttpStatusCode Status { get; }

    public string Html { get; }

    public string? PageToken { get; }

    public static async Task<SignupPage> OpenAsync(Uri server, Guid linkId, Canaries? canaries = null)
    {
        var cookies = new CookieContainer();
        var browser = new HttpClient(new CanaryHandler(canaries ?? new(), cookies)) { BaseAddress = server };
        using var response = await browser.GetAsync($"/signup/{linkId}");
        return new(browser, cookies, server, linkId, response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The page's cookie, as a header for a post to another server of the same installation.</summary>
    public string CookiesAt(Uri server) => _cookies.GetCookieHeader(new Uri(server, $"/signup/{_linkId}"));

    /// <summary>Posts the callback as the script does after the pop-up; returns the data of the answer.</summary>
    public async Task<JsonElement> CallbackAsync(SignupOutcome outcome) =>
        (await PostCallbackAsync(CallbackJson(outcome)).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");

    public Task<HttpResponseMessage> PostCallbackAsync(string json, string? origin = null) =>
        PostAsync("callback", json, origin);

    public Task<HttpResponseMessage> PostEventAsync(string json, string? origin = null) =>
        PostAsync("events", json, origin);

    /// <summary>The body of the callback, built like the script's from the code and the session message.</summary>
    public string CallbackJson(SignupOutcome outcome)
    {
        var session = JsonNode.Parse(outcome.SessionJson)!;
        var body = new JsonObject
        {
            ["pageToken"] = PageToken,
            ["code"] = outcome.Code,
            ["event"] = session["event"]?.DeepClone(),
        };
        foreach (var (name, value) in session["data"]!.AsObject())
            body[JsonNamingPolicy.CamelCase.ConvertName(Pascal(name))] = value?.DeepClone();
        return body.ToJsonString();
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Pascal(string snake) =>
        string.Concat(snake.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private Task<HttpResponseMessage> PostAsync(string what, string json, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/signup/{_linkId}/{what}")
        {
            Content = HttpJson.Json(json),
        };
        request.Headers.Add("Origin", origin ?? _server.GetLeftPart(UriPartial.Authority));
        return _browser.SendAsync(request);
    }

    [GeneratedRegex("\"pageToken\":\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenInPage();
}
