using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Organizations.Users;

public sealed class LoginTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        await _stage.Api.CreateUserAsync("Ada@Acme.example");
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_log_in_returns_a_token_that_is_valid_until_log_out()
    {
        var login = await _stage.Host.LoginAsync("ada@acme.example").ShouldBeAsync(HttpStatusCode.OK);
        login.GetProperty("user").Text("email").ShouldBe("ada@acme.example");
        using var ada = _stage.Host.ClientWith(login.Text("token")!);
        (await ada.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("user")
            .Id()
            .ShouldBe(login.GetProperty("user").Id());
        await ada.GetAsync("/api/integrations").ShouldBeAsync(HttpStatusCode.OK);
        await ada.PostAsync("/api/auth/logout", null).ShouldBeAsync(HttpStatusCode.NoContent);
        await ada.GetAsync("/api/auth/me").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
        (await _stage.ScalarAsync<string>("select hex(token_hash) from user_sessions")).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_expires_and_is_valid_on_this_surface_only()
    {
        using var ada = await _stage.Host.AsUserAsync("ada@acme.example");
        (await ada.GetAsync("/v1/phones")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _stage.Clock.Advance(TimeSpan.FromHours(12));
        await ada.GetAsync("/api/integrations").ShouldBeRefusalAsync(401, "UNAUTHORIZED");
    }

    [Fact]
    public async Task The_cookie_allows_reads_and_allows_writes_only_from_a_page_of_this_server()
    {
        using var response = await _stage.Host.LoginAsync("ada@acme.example");
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldContain("path=/api", Case.Insensitive);
        var pair = cookie.Split(';')[0];
        var ours = _stage.Host.Address.GetLeftPart(UriPartial.Authority);

        (await SendAsync(HttpMethod.Get, pair, null, null)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, pair, null, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, pair, ours, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, pair, null, "fetch")).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, pair, "https://evil.example", "fetch")).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Post, pair, ours, "fetch")).ShouldBe(HttpStatusCode.Created);
        (await SendAsync(HttpMethod.Get, "patchbay_session=us_nonsense", null, null)).ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory]
    [InlineData("{}", "email")]
    [InlineData("""{"email":"ada@acme.example"}""", "password")]
    [InlineData("""{"email":"ada@acme.example","password":"x","environment":"moon"}""", "environment")]
    [InlineData("""{"email":7,"password":"x"}""", "email")]
    public async Task A_malformed_log_in_is_refused_and_names_the_field(string body, string field) =>
        await _stage
            .Host.Anonymous.PostJsonAsync("/api/auth/login", body)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", field);

    [Fact]
    public async Task The_route_me_also_describes_a_key() =>
        (await _stage.Api.GetAsync("/api/auth/me").ShouldBeAsync(HttpStatusCode.OK)).Text("role").ShouldBe("admin");

    private async Task<HttpStatusCode> SendAsync(
        HttpMethod method,
        string cookie,
        string? origin,
        string? requestedWith
    )
    {
        using var request = new HttpRequestMessage(method, "/api/divisions");
        if (method == HttpMethod.Post)
            request.Content = HttpJson.Json("""{"name":"Sales"}""");
        request.Headers.Add("Cookie", cookie);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (requestedWith is not null)
            request.Headers.Add("X-Requested-With", requestedWith);
        // A client with a cookie container would also send the cookie of the log-in.
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = _stage.Host.Address,
        };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
