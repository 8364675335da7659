using System.Net;
using System.Web;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Surfaces;

/// <summary>Over https, a neighbouring host cannot set the cookies of our pages.</summary>
public sealed class PageCookieTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() =>
        _stage = await Stage.StartAsync(
            settings: new Dictionary<string, string?> { ["Server:PublicBaseUrl"] = "https://patchbay.example" }
        );

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task The_hosted_page()
    {
        var link = await _stage.CreateLinkAsync();
        using var page = await _stage.Host.Anonymous.GetAsync($"/signup/{link.Id}");
        ShouldBeBound(page, $"__Host-pb_signup_{link.Id:N}", "samesite=strict");
    }

    [Fact]
    public async Task The_connect_page()
    {
        var made = await _stage
            .Api.PostJsonAsync("/api/integrations/messenger/connect-link", "{}")
            .ShouldBeAsync(HttpStatusCode.Created);
        var token = HttpUtility.ParseQueryString(new Uri(made.GetProperty("url").GetString()!).Query)["token"];
        using var away = await PostAsync("/connect/messenger/start", "token", token);
        ShouldBeBound(away, "__Host-patchbay_connect", "samesite=lax");
    }

    [Fact]
    public async Task The_page_before_the_log_in_of_an_instance()
    {
        var instance = await _stage
            .Api.PostJsonAsync("/v1/instances", """{"name":"i"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var begun = await _stage
            .Api.PostJsonAsync(
                $"/v1/instances/{instance.GetProperty("id").GetString()}/channels/whatsapp/connect",
                "{}"
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        using var away = await PostAsync("/connect/whatsapp/start", "state", begun.GetProperty("state").GetString());
        ShouldBeBound(away, "__Host-patchbay_login", "samesite=lax");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string field, string? value)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = _stage.Host.Address,
        };
        return await browser.PostAsync(path, new FormUrlEncodedContent([new(field, value)]));
    }

    private static void ShouldBeBound(HttpResponseMessage answer, string name, string sameSite)
    {
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith(name + "=");
        var parts = cookie.Split("; ");
        foreach (var part in new[] { "path=/", "secure", "httponly", sameSite })
            parts.ShouldContain(part);
        cookie.ShouldNotContain("domain", Case.Insensitive);
    }
}
