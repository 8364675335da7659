using System.Net;
using System.Web;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

public sealed class LoginTests : IAsyncLifetime
{
    private const string Callback = "/v1/channels/whatsapp/callback";

    private Stage _stage = null!;
    private Browser _browser = null!;
    private string _instance = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _browser = new(_stage);
        _instance = await _stage.CreateInstanceAsync();
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return _stage.DisposeAsync();
    }

    [Fact]
    public async Task Returning_from_the_dialog_connects_the_number()
    {
        var (state, redirect) = await BeginAsync();
        var signup = _stage.Meta.SignUp(new SignupChoices { RedirectUri = redirect });

        var status = await _browser.ReturnAsync($"code={signup.Code}&state={state}").ShouldBeAsync(HttpStatusCode.OK);

        status.Text("phone_number_id").ShouldBe(signup.PhoneNumberId);
        status.TryGetProperty("verify_token", out _).ShouldBeFalse();
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_state_that_was_used_never_issued_or_expired_is_refused()
    {
        var (state, redirect) = await BeginAsync();
        await _browser
            .ReturnAsync($"error=access_denied&state={state}")
            .ShouldBeDetailAsync(403, "The log-in was not finished at Meta");
        await UselessAsync(state);
        await UselessAsync("never-given");
        var (late, _) = await BeginAsync();
        _stage.Clock.Advance(TimeSpan.FromMinutes(16));
        await UselessAsync(late);
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("not_configured");

        Task UselessAsync(string refusedState) =>
            _browser
                .ReturnAsync(
                    $"code={_stage.Meta.SignUp(new SignupChoices { RedirectUri = redirect }).Code}"
                        + $"&state={refusedState}"
                )
                .ShouldBeDetailAsync(403, "This log-in has already finished, has expired or did not begin here");
    }

    [Fact]
    public async Task The_page_names_the_organization_before_the_person_goes_to_Meta()
    {
        using var page = await _browser.OpenAsync(await StateAsync());

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("Acme SaaS");
        html.ShouldContain("action=\"/connect/whatsapp/start\"");
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Fact]
    public async Task Only_the_browser_that_went_to_Meta_can_finish()
    {
        var (state, redirect) = await BeginAsync();
        using var other = new Browser(_stage);
        using (var second = await other.StartAsync(state))
            second.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var signup = _stage.Meta.SignUp(new SignupChoices { RedirectUri = redirect });

        await other
            .ReturnAsync($"code={signup.Code}&state={state}")
            .ShouldBeDetailAsync(403, "This log-in has already finished, has expired or did not begin here");
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("not_configured");
        await _browser.ReturnAsync($"code={signup.Code}&state={state}").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_state_that_never_went_through_the_page_is_refused()
    {
        var state = await StateAsync();
        await _browser
            .ReturnAsync($"code=any&state={state}")
            .ShouldBeDetailAsync(403, "This log-in has already finished, has expired or did not begin here");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_post_from_another_site_claims_nothing(string header, string value)
    {
        var state = await StateAsync();
        using (var refused = await _browser.StartAsync(state, (header, value)))
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var other = new Browser(_stage);
        using var started = await other.StartAsync(state, ("Origin", "null"), ("Sec-Fetch-Site", "same-origin"));
        started.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_missing_or_bad_code_is_refused_and_names_the_parameter()
    {
        var (state, _) = await BeginAsync();
        await _stage
            .Host.Anonymous.GetAsync(Callback)
            .ShouldBeInvalidAsync(
                Fault("\"query\",\"code\"", "Field required", "missing"),
                Fault("\"query\",\"state\"", "Field required", "missing")
            );
        var answer = await _browser
            .ReturnAsync($"code=nonsense&state={state}")
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("detail")[0].GetProperty("loc").GetRawText().ShouldBe("""["query","code"]""");
    }

    /// <summary>Begins a log-in, and goes to Meta from the page.</summary>
    private async Task<(string State, string Redirect)> BeginAsync()
    {
        var state = await StateAsync();
        using var away = await _browser.StartAsync(state);
        away.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        away.Headers.Location!.AbsolutePath.ShouldEndWith("/dialog/oauth");
        var query = HttpUtility.ParseQueryString(away.Headers.Location.Query);
        query["state"].ShouldBe(state);
        return (state, query["redirect_uri"]!);
    }

    private async Task<string> StateAsync()
    {
        var answer = await _stage
            .Api.PostJsonAsync(Channel(_instance) + "/connect", "")
            .ShouldBeAsync(HttpStatusCode.OK);
        var url = new Uri(answer.Text("oauth_url")!);
        HttpUtility.ParseQueryString(url.Query)["state"].ShouldBe(answer.Text("state"));
        return answer.Text("state")!;
    }

    /// <summary>A browser, which keeps cookies and does not follow redirects.</summary>
    private sealed class Browser(Stage stage) : IDisposable
    {
        private readonly HttpClient _http = new(
            new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
        )
        {
            BaseAddress = stage.Host.Address,
        };

        public Task<HttpResponseMessage> OpenAsync(string state) => _http.GetAsync($"/connect/whatsapp?state={state}");

        public Task<HttpResponseMessage> StartAsync(string state, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/connect/whatsapp/start")
            {
                Content = new FormUrlEncodedContent([new("state", state)]),
            };
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            return _http.SendAsync(request);
        }

        public Task<HttpResponseMessage> ReturnAsync(string query) => _http.GetAsync($"{Callback}?{query}");

        public void Dispose() => _http.Dispose();
    }
}
