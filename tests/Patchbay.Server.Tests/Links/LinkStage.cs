using System.Net;
using System.Text.Json;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Links;

/// <summary>What the tests of links do with them.</summary>
internal static class LinkStage
{
    public const string Root = "/v1/onboarding-links";

    public const string Secret = "a-secret-of-my-own-123";

    public static async Task<JsonElement> MakeAsync(this Stage stage, string json) =>
        (await stage.Api.PostJsonAsync(Root, json).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("data");

    public static Link LinkOf(this Stage stage, JsonElement made) => new(stage, made.GetProperty("id").GetGuid());

    /// <summary>Opens an address of the server as a browser would, without following a redirect.</summary>
    public static async Task<HttpResponseMessage> OpenAsync(this Stage stage, string path)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = stage.Host.Address,
        };
        return await browser.GetAsync(path);
    }

    /// <summary>The JSON block that the page's script reads.</summary>
    public static JsonElement DataOf(string html)
    {
        const string start = "id=\"data\">";
        var from = html.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return JsonDocument.Parse(html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)]).RootElement;
    }
}
