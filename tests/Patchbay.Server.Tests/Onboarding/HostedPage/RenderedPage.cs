using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Surfaces.Onboarding.HostedPage;

namespace Patchbay.Server.Tests.Onboarding.HostedPage;

/// <summary>One answer of the hosted page: status, headers and document.</summary>
internal sealed record RenderedPage(int Status, IHeaderDictionary Headers, string Html)
{
    public static readonly HostedPageMeta Meta = new(
        "111",
        "222",
        "v23.0",
        "https://sdk.example/en_US/sdk.js",
        ["https://www.facebook.com", "https://business.facebook.com"],
        """{"extras":{"version":"v4","setup":{}}}"""
    );

    public static HostedPageModel Model(HostedPageState state = HostedPageState.Ready) =>
        new("Acme Corp", "Northwind", state) { PageToken = "page-token-0000", Meta = Meta };

    public string Policy => Headers.ContentSecurityPolicy.ToString();

    public string Nonce => Between(Policy, "script-src 'nonce-", "'");

    public JsonElement Data =>
        JsonDocument.Parse(Between(Html, "<script type=\"application/json\" id=\"data\">", "</script>")).RootElement;

    public static async Task<RenderedPage> OfAsync(HostedPageModel model, string? acceptLanguage = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Ids>()
            .BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };
        http.Request.Headers.AcceptLanguage = acceptLanguage;
        await HostedPages.Render(http, model).ExecuteAsync(http);
        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        return new(
            http.Response.StatusCode,
            http.Response.Headers,
            await reader.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
    }

    private static string Between(string text, string start, string end) => text.Split(start, 2)[1].Split(end, 2)[0];
}
