using System.Net;
using Patchbay.Emulator;
using Patchbay.Server.Surfaces.Integrations.ConnectPage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.Login.LoginStage;

namespace Patchbay.Server.Tests.Integrations.ConnectPage;

/// <summary>The connect page without a browser: who may use an invitation, and what each call leaves behind.</summary>
public sealed class ConnectPageTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task The_page_can_load_nothing_and_submits_only_to_itself_and_the_dialog(string channel)
    {
        using var visitor = new Visitor(_stage, await InviteAsync(channel));
        using var page = await visitor.OpenAsync();
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain($"form-action 'self' {_stage.Meta.BaseAddress.GetLeftPart(UriPartial.Authority)}");
        page.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task An_invitation_works_only_in_the_browser_that_starts_it()
    {
        var url = await InviteAsync("instagram");
        using var first = new Visitor(_stage, url);
        using var second = new Visitor(_stage, url);
        // Opening the page does not start the invitation.
        (await second.OpenAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first.StartAsync()).ShouldBe(HttpStatusCode.SeeOther);

        (await second.OpenAsync()).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await second.StartAsync()).ShouldBe(HttpStatusCode.Gone);
        (await first.StartAsync()).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_state_is_accepted_once_and_only_from_its_browser()
    {
        using var visitor = new Visitor(_stage, await InviteAsync("instagram"));
        using var thief = new Visitor(_stage, await InviteAsync("instagram"));
        await visitor.StartAsync();
        var code = await _stage.CodeAsync("instagram", redirect: visitor.Dialog["redirect_uri"]);
        await thief.CallbackAsync($"code={code}&state={visitor.Dialog["state"]}");
        await visitor.CallbackAsync($"code={code}&state=guessed");
        (await _stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(0);

        await visitor.CallbackAsync($"code={code}&state={visitor.Dialog["state"]}");
        await visitor.CallbackAsync($"code={code}&state={visitor.Dialog["state"]}");
        (await visitor.ReadAsync()).ShouldContain("data-state=\"done\"");
        (await _stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(1);
    }

    [Fact]
    public async Task No_secret_of_an_invitation_is_stored_in_clear_text()
    {
        var url = await InviteAsync("messenger");
        using var visitor = new Visitor(_stage, url);
        await visitor.StartAsync();
        var code = await _stage.CodeAsync("messenger", redirect: visitor.Dialog["redirect_uri"]);
        await visitor.CallbackAsync($"code={code}&state={visitor.Dialog["state"]}");
        (await visitor.ReadAsync()).ShouldContain("data-state=\"choose\"");
        var row = await _stage.ScalarAsync<string>(
            "select cast(token_hash as text) || cast(browser_hash as text) || cast(page_handle as text) "
                + "|| pages from connect_sessions"
        );
        foreach (var secret in new[] { visitor.Token, visitor.Cookie, visitor.Dialog["state"], "ut_", "EAA" })
            row!.ShouldNotContain(secret);
        (await visitor.ReadAsync()).ShouldNotContain("ut_");
    }

    [Fact]
    public async Task A_choice_from_another_site_or_of_a_page_that_was_not_offered_connects_nothing()
    {
        using var visitor = new Visitor(_stage, await InviteAsync("messenger"));
        await visitor.StartAsync();
        await visitor.CallbackAsync(
            $"code={await _stage.CodeAsync("messenger", redirect: visitor.Dialog["redirect_uri"])}"
                + $"&state={visitor.Dialog["state"]}"
        );
        var bakery = await _stage.BakeryAsync();

        await visitor.PostAsync("/connect/messenger/pages", $"page={bakery.PageId}", site: "cross-site");
        await visitor.PostAsync("/connect/messenger/pages", "page=999");
        (await visitor.ReadAsync()).ShouldContain("data-testid=\"problem\"");
        (await _stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(0);

        await visitor.PostAsync("/connect/messenger/pages", $"page={bakery.PageId}&page=999");
        (await visitor.ReadAsync()).ShouldContain("data-state=\"done\"");
        (await _stage.ScalarAsync<int>("select count(*) from login_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task Unknown_expired_and_overused_invitations_are_refused()
    {
        using var unknown = new Visitor(_stage, $"{_stage.Host.Address}connect/instagram?token=nonsense");
        (await unknown.OpenAsync()).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var eager = new Visitor(_stage, await InviteAsync("instagram"));
        for (var i = 0; i < ConnectSessionStore.MaxAttempts; i++)
            (await eager.StartAsync()).ShouldBe(HttpStatusCode.SeeOther);
        (await eager.StartAsync()).ShouldBe(HttpStatusCode.Redirect);
        (await eager.ReadAsync()).ShouldContain("data-state=\"toomanyattempts\"");

        using var late = new Visitor(_stage, await InviteAsync("instagram", """{"expires_in_seconds":300}"""));
        _stage.Clock.Advance(TimeSpan.FromSeconds(300));
        (await late.OpenAsync()).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await late.StartAsync()).ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("https://evil.example", "")]
    [InlineData("null", "")]
    [InlineData("https://evil.example", "same-origin")]
    [InlineData("", "cross-site")]
    [InlineData("", "same-site")]
    public async Task A_post_from_another_site_is_refused_and_claims_nothing(string origin, string site)
    {
        using var visitor = new Visitor(_stage, await InviteAsync("messenger"));
        using (var refused = await visitor.PostFormAsync(Form("token=" + visitor.Token), origin, site))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("data-testid=\"notice\"");
        }
        (await visitor.StartAsync()).ShouldBe(HttpStatusCode.SeeOther);
    }

    public static TheoryData<string, string> BrokenForms =>
        new()
        {
            { "multipart/form-data", "x" },
            { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n" },
            { "multipart/form-data; boundary=x", "--x\r\nnonsense\r\n\r\n--x--" },
            { "multipart/form-data; boundary=", "--x--" },
            { $"multipart/form-data; boundary={new string('b', 300)}", "--b--" },
            { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Repeat("a=1", 2000)) },
            { "application/x-www-form-urlencoded", "token=" + new string('x', 70_000) },
            { "application/x-www-form-urlencoded", new string('k', 5_000) + "=1" },
            { "application/json", "{}" },
            { "text/plain", "token=x" },
        };

    [Theory, MemberData(nameof(BrokenForms))]
    public async Task A_broken_form_gets_the_notice_of_the_page(string type, string body)
    {
        using var visitor = new Visitor(_stage, await InviteAsync("messenger"));
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await visitor.PostFormAsync(content, "", "same-origin");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("data-testid=\"notice\"");
        (await visitor.StartAsync()).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_page_leads_back_only_to_an_origin_that_is_still_allowed()
    {
        using var visitor = new Visitor(
            _stage,
            await InviteAsync("instagram", """{"redirect_url":"https://my.app/back"}""")
        );
        await visitor.StartAsync();
        var code = await _stage.CodeAsync("instagram", redirect: visitor.Dialog["redirect_uri"]);
        await visitor.CallbackAsync($"code={code}&state={visitor.Dialog["state"]}");
        (await visitor.ReadAsync()).ShouldContain("https://my.app/back");

        await _stage
            .Api.PutAsync("/v1/redirect-origins", HttpJson.Json("""{"origins":["https://other.app"]}"""))
            .ShouldBeAsync(HttpStatusCode.OK);

        (await visitor.ReadAsync()).ShouldNotContain("my.app");
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"redirect_url":"javascript:alert(1)"}""", "redirect_url")]
    [InlineData("""{"locale":"de"}""", "locale")]
    [InlineData("""{"expires_in_seconds":10}""", "expires_in_seconds")]
    public async Task Bad_input_is_refused_and_names_the_field(string body, string field) =>
        await _stage
            .Api.PostJsonAsync($"{Root}/instagram/connect-link", body)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", field);

    private async Task<string> InviteAsync(string channel, string body = "{}") =>
        (
            await _stage.Api.PostJsonAsync($"{Root}/{channel}/connect-link", body).ShouldBeAsync(HttpStatusCode.Created)
        ).Text("url")!;

    private static StringContent Form(string fields) =>
        new(fields, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

    /// <summary>A client that keeps cookies as a browser does.</summary>
    private sealed class Visitor : IDisposable
    {
        private readonly HttpClient _http;
        private readonly CookieContainer _cookies = new();
        private readonly Uri _url;

        public Visitor(Stage stage, string url)
        {
            _url = new Uri(
                new UriBuilder(url) { Host = stage.Host.Address.Host, Port = stage.Host.Address.Port }.ToString()
            );
            _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies })
            {
                BaseAddress = stage.Host.Address,
            };
        }

        public string Token => System.Web.HttpUtility.ParseQueryString(_url.Query)["token"]!;

        public string Cookie => _cookies.GetCookies(new Uri(_url, "/connect")).Single().Value;

        /// <summary>The parameters in the URL of the dialog.</summary>
        public Dictionary<string, string> Dialog { get; } = new(StringComparer.Ordinal);

        public Task<HttpResponseMessage> OpenAsync() => _http.GetAsync(_url);

        public Task<string> ReadAsync() => ReadBodyAsync(_url.AbsolutePath);

        public async Task<HttpStatusCode> StartAsync()
        {
            using var answer = await PostAsync(_url.AbsolutePath + "/start", "token=" + Token);
            if (answer.StatusCode == HttpStatusCode.SeeOther)
            {
                var query = System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
                foreach (var name in query.AllKeys)
                    Dialog[name!] = query[name]!;
            }
            return answer.StatusCode;
        }

        public Task<HttpResponseMessage> PostFormAsync(HttpContent form, string origin, string site)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, _url.AbsolutePath + "/start") { Content = form };
            if (origin.Length > 0)
                request.Headers.Add("Origin", origin);
            if (site.Length > 0)
                request.Headers.Add("Sec-Fetch-Site", site);
            return _http.SendAsync(request);
        }

        public async Task CallbackAsync(string query)
        {
            using var answer = await _http.GetAsync($"{_url.AbsolutePath}/callback?{query}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            // The redirect carries neither code nor state.
            answer.Headers.Location!.ToString().ShouldBe(_url.AbsolutePath);
        }

        public Task<HttpResponseMessage> PostAsync(string path, string form, string site = "same-origin")
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
                Headers = { { "Sec-Fetch-Site", site } },
            };
            return _http.SendAsync(request);
        }

        public void Dispose() => _http.Dispose();

        private async Task<string> ReadBodyAsync(string path)
        {
            using var answer = await _http.GetAsync(path);
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
