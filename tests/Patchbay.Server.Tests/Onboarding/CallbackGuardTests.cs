using System.Net;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Onboarding;

/// <summary>Only the page that we rendered may complete a link, once, in the browser that we rendered it for.</summary>
public sealed class CallbackGuardTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private Link _link = null!;
    private SignupPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _link = await _stage.CreateLinkAsync();
        _page = await _link.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_post_from_another_site_is_refused()
    {
        var body = _page.CallbackJson(_stage.Meta.SignUp());
        await _page
            .PostCallbackAsync(body, origin: "https://evil.example")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "origin_refused");
        await _page
            .PostCallbackAsync(body, origin: "null")
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "origin_refused");
        await ShouldBeUntouchedAsync();
    }

    [Fact]
    public async Task A_token_without_its_cookie_is_refused()
    {
        await using var stranger = await _link.OpenAsync();
        var stolen = _page.CallbackJson(_stage.Meta.SignUp());
        await stranger.PostCallbackAsync(stolen).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "page_token_invalid");
        await ShouldBeUntouchedAsync();
    }

    [Fact]
    public async Task A_token_of_another_link_is_refused()
    {
        await using var other = await (await _stage.CreateLinkAsync("""{"name":"Other"}""")).OpenAsync();
        var body = _page
            .CallbackJson(_stage.Meta.SignUp())
            .Replace(_page.PageToken!, other.PageToken!, StringComparison.Ordinal);
        await _page.PostCallbackAsync(body).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "page_token_invalid");
        await ShouldBeUntouchedAsync();
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"pageToken":"1.2.3","code":"x"}""")]
    [InlineData("""{"pageToken":"","code":"x"}""")]
    public async Task A_made_up_token_is_refused(string body)
    {
        await _page.PostCallbackAsync(body).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "page_token_invalid");
        await ShouldBeUntouchedAsync();
    }

    [Fact]
    public async Task An_expired_page_token_is_refused()
    {
        var body = _page.CallbackJson(_stage.Meta.SignUp());
        _stage.Clock.Advance(TimeSpan.FromHours(12));
        await _page.PostCallbackAsync(body).ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "page_token_invalid");
    }

    [Fact]
    public async Task Only_JSON_is_accepted()
    {
        using var form = new HttpRequestMessage(HttpMethod.Post, $"/signup/{_link.Id}/callback")
        {
            Content = new FormUrlEncodedContent([new("pageToken", _page.PageToken), new("code", "x")]),
        };
        await _stage
            .Host.Anonymous.SendAsync(form)
            .ShouldBeRefusedAsync(HttpStatusCode.UnsupportedMediaType, "invalid_json");
        await ShouldBeUntouchedAsync();
    }

    [Theory]
    [InlineData("\"code\":7", "code")]
    [InlineData("\"code\":\"\"", "code")]
    [InlineData("\"code\":\"x\",\"wabaId\":\"../me\"", "wabaId")]
    [InlineData("\"code\":\"x\",\"phoneNumberId\":\"1 or 1\"", "phoneNumberId")]
    [InlineData("\"code\":\"x\",\"pageIds\":[\"1\",\"x\"]", "pageIds")]
    [InlineData("\"code\":\"x\",\"pageIds\":[null]", "pageIds")]
    [InlineData("\"code\":\"x\",\"event\":\"<b>\"", "event")]
    public async Task A_bad_member_is_refused_and_named(string members, string field)
    {
        await _page
            .PostCallbackAsync($$"""{"pageToken":"{{_page.PageToken}}",{{members}}}""")
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
        await ShouldBeUntouchedAsync();
    }

    [Fact]
    public async Task A_page_works_once_and_a_completed_link_shows_success_again_without_another_exchange()
    {
        var outcome = _stage.Meta.SignUp();
        var body = _page.CallbackJson(outcome);
        await using var second = await _link.OpenAsync();
        (await _page.PostCallbackAsync(body).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetProperty("status")
            .GetString()
            .ShouldBe("success");
        (await _page.PostCallbackAsync(body).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetProperty("status")
            .GetString()
            .ShouldBe("success");
        (await second.CallbackAsync(_stage.Meta.SignUp())).GetProperty("status").GetString().ShouldBe("success");
        Exchanges().ShouldBe(1);
        (await _link.ReadAsync()).GetProperty("lastAttempt").GetProperty("outcome").GetString().ShouldBe("succeeded");
    }

    [Fact]
    public async Task Concurrent_callbacks_exchange_the_code_once()
    {
        var body = _page.CallbackJson(_stage.Meta.SignUp());
        var answers = await Task.WhenAll(
            _page.PostCallbackAsync(body),
            _page.PostCallbackAsync(body),
            _page.PostCallbackAsync(body)
        );
        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBeGreaterThanOrEqualTo(1);
        answers.ShouldAllBe(answer =>
            answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.Conflict
        );
        Exchanges().ShouldBe(1);
    }

    [Fact]
    public async Task A_code_that_was_used_on_another_link_is_not_exchanged_again()
    {
        var outcome = _stage.Meta.SignUp();
        (await _page.CallbackAsync(outcome)).GetProperty("status").GetString().ShouldBe("success");
        await using var other = await (await _stage.CreateLinkAsync("""{"name":"Other"}""")).OpenAsync();
        await other
            .PostCallbackAsync(other.CallbackJson(outcome))
            .ShouldBeRefusedAsync(HttpStatusCode.Conflict, "attempt_used");
        Exchanges().ShouldBe(1);
    }

    private int Exchanges() =>
        _stage.Meta.Requests.Count(request => request.Path.EndsWith("/oauth/access_token", StringComparison.Ordinal));

    private async Task ShouldBeUntouchedAsync()
    {
        Exchanges().ShouldBe(0);
        (await _link.ReadAsync()).GetProperty("status").GetString().ShouldBe("pending");
    }
}
