using System.Net;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.Login.LoginStage;

namespace Patchbay.Server.Tests.Integrations.Login;

public sealed class MessengerLoginTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory, EachDatabase]
    public async Task A_page_chosen_after_the_log_in_becomes_an_account(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var (login, bakery) = (await stage.LogInAsync(), await stage.BakeryAsync());
        var page = login.GetProperty("pages").EnumerateArray().ShouldHaveSingleItem();
        (page.Text("id"), page.Text("name")).ShouldBe((bakery.PageId, Bakery.Name));
        login.GetRawText().ShouldNotContain("EAA");

        var answer = await stage
            .Api.PostJsonAsync(
                $"{Root}/messenger/pages",
                $$"""
                {"user_token":"{{login.Text("user_token")}}","pages":[{"id":"{{bakery.PageId}}",
                "name":"{{Bakery.Name}}"}]}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        answer.GetProperty("success").GetBoolean().ShouldBeTrue();
        answer.GetProperty("failed").GetArrayLength().ShouldBe(0);
        var account = await stage.AccountAsync(answer.GetProperty("accounts")[0].Id());
        account.Text("account_key").ShouldBe("fb-" + bakery.PageId);
        account.Text("status").ShouldBe("connected");
        account.GetProperty("config").Text("page_name").ShouldBe(Bakery.Name);
        account.GetProperty("config").Text("page_access_token")!.ShouldStartWith("****");
        (await stage.ReadConnectionAsync(account.Text("connection_id")!)).Text("page_id").ShouldBe(bakery.PageId);
        (await stage.ScalarAsync<int>("select count(*) from login_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task A_handle_works_once_for_its_caller_within_ten_minutes()
    {
        var bakery = await _stage.BakeryAsync();
        var handle = (await _stage.LogInAsync()).Text("user_token")!;
        using var colleague = await _stage.Host.ClientAsync(_stage.Organization.SandboxTenant, Roles.Admin, Scopes.All);
        var stranger = await _stage.Host.CreateOrganizationAsync("Other");
        foreach (var client in new[] { colleague, stranger.Sandbox, _stage.Organization.Production })
        {
            var answer = await client.PostJsonAsync($"{Root}/messenger/pages", PagesJson(handle, bakery.PageId));
            ((int)answer.StatusCode).ShouldBeOneOf(400, 503);
        }
        await PagesAsync(handle, bakery.PageId).ShouldBeAsync(HttpStatusCode.OK);
        await PagesAsync(handle, bakery.PageId).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "user_token");

        var late = (await _stage.LogInAsync()).Text("user_token")!;
        _stage.Clock.Advance(TimeSpan.FromMinutes(10));
        await PagesAsync(late, bakery.PageId).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "user_token");
    }

    [Fact]
    public async Task Only_one_of_two_concurrent_calls_with_a_handle_succeeds()
    {
        var bakery = await _stage.BakeryAsync();
        var handle = (await _stage.LogInAsync()).Text("user_token")!;
        var answers = await Task.WhenAll(PagesAsync(handle, bakery.PageId), PagesAsync(handle, bakery.PageId));
        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([200, 400]);
    }

    [Fact]
    public async Task A_page_that_fails_does_not_stop_the_other_pages()
    {
        var bakery = await _stage.BakeryAsync();
        var handle = (await _stage.LogInAsync()).Text("user_token")!;
        var answer = await PagesAsync(handle, "999", bakery.PageId).ShouldBeAsync(HttpStatusCode.OK);
        answer.GetProperty("success").GetBoolean().ShouldBeTrue();
        answer.GetProperty("accounts").GetArrayLength().ShouldBe(1);
        answer.GetProperty("failed")[0].Text("page_id").ShouldBe("999");
    }

    [Fact]
    public async Task A_page_whose_subscription_failed_is_pending_and_can_be_completed()
    {
        var bakery = await _stage.BakeryAsync();
        var handle = (await _stage.LogInAsync()).Text("user_token")!;
        _stage.Meta.FailNext("subscribePage", code: 200, httpStatus: 403, times: 2);
        var answer = await PagesAsync(handle, bakery.PageId).ShouldBeAsync(HttpStatusCode.OK);
        answer.GetProperty("success").GetBoolean().ShouldBeFalse();
        answer.GetProperty("failed")[0].Text("page_id").ShouldBe(bakery.PageId);

        var account = (
            await _stage.Api.GetAsync($"{Root}/accounts?channel=messenger").ShouldBeAsync(HttpStatusCode.OK)
        )[0];
        (account.Text("status"), account.Text("status_reason")).ShouldBe(("pending", "app_not_subscribed"));
        await _stage
            .Api.PostJsonAsync(
                $"{ConnectionStage.Root}/{account.Text("connection_id")}/meta/complete-registration",
                "{}"
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.AccountAsync(account.Id())).Text("status").ShouldBe("connected");
    }

    [Fact]
    public async Task A_handle_still_works_after_Meta_was_unavailable()
    {
        var bakery = await _stage.BakeryAsync();
        var handle = (await _stage.LogInAsync()).Text("user_token")!;
        _stage.Meta.FailNext("/me/accounts", code: 2, httpStatus: 503);
        ((int)(await PagesAsync(handle, bakery.PageId)).StatusCode).ShouldBeOneOf(429, 502);
        await PagesAsync(handle, bakery.PageId).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_of_another_organization_cannot_be_connected()
    {
        await _stage.ConnectPageAsync();
        var bakery = await _stage.BakeryAsync();
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        var login = await other
            .Sandbox.PostJsonAsync($"{Root}/messenger/connect", ConnectJson(await _stage.CodeAsync("messenger")))
            .ShouldBeAsync(HttpStatusCode.OK);
        var answer = await other
            .Sandbox.PostJsonAsync($"{Root}/messenger/pages", PagesJson(login.Text("user_token")!, bakery.PageId))
            .ShouldBeAsync(HttpStatusCode.OK);
        answer.GetProperty("success").GetBoolean().ShouldBeFalse();
        (await other.Sandbox.GetAsync($"{Root}/accounts").ShouldBeAsync(HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"pages":["1"]}""", "user_token")]
    [InlineData("""{"user_token":"ut_x"}""", "pages")]
    [InlineData("""{"user_token":"ut_x","pages":[]}""", "pages")]
    [InlineData("""{"user_token":"ut_x","pages":["1",{"name":"x"}]}""", "pages[1]")]
    [InlineData("""{"user_token":"ut_x","pages":["1"]}""", "user_token")]
    public async Task Bad_input_is_refused_names_the_field_and_makes_no_call_to_Meta(string body, string field)
    {
        var before = _stage.Meta.Requests.Count;
        await _stage
            .Api.PostJsonAsync($"{Root}/messenger/pages", body)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", field);
        _stage.Meta.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_code_without_the_permissions_for_pages_is_refused_and_stores_nothing()
    {
        var refusal = await _stage.PostConnectAsync(
            "messenger",
            await _stage.CodeAsync("messenger", scope: "public_profile")
        );
        ((int)refusal.StatusCode).ShouldBeOneOf(400, 502);
        (await _stage.ScalarAsync<int>("select count(*) from login_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task Disconnecting_a_page_ends_its_subscription()
    {
        var account = await _stage.AccountAsync((await _stage.ConnectPageAsync()).Id());
        await _stage
            .Api.DeleteAsync($"{ConnectionStage.Root}/{account.Text("connection_id")}")
            .ShouldBeAsync(HttpStatusCode.OK);
        _stage.Meta.Requests.ShouldContain(request =>
            request.Method == "DELETE"
            && request.Path.EndsWith("/subscribed_apps", StringComparison.Ordinal)
            && request.Status == 200
        );
    }

    [Fact]
    public async Task Removing_the_app_at_Meta_suspends_the_persons_pages()
    {
        var account = await _stage.AccountAsync((await _stage.ConnectPageAsync()).Id());
        await _stage
            .Host.Get<Withdrawals>()
            .DeauthorizedAsync(new("sandbox", (await _stage.BakeryAsync()).OwnerId, IsOfInstagram: false), default);
        (await _stage.AccountAsync(account.Id())).Text("status").ShouldBe("suspended");
    }

    private Task<HttpResponseMessage> PagesAsync(string handle, params string[] pages) =>
        _stage.Api.PostJsonAsync($"{Root}/messenger/pages", PagesJson(handle, pages));
}
