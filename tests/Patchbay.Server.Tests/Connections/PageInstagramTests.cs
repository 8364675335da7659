using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

/// <summary>An Instagram account that is reached through its Facebook Page, with a token of Facebook Login.</summary>
public sealed class PageInstagramTests : IAsyncLifetime
{
    private const string Scopes =
        "instagram_basic,instagram_manage_messages,pages_show_list,pages_manage_metadata,pages_messaging";

    private Stage _stage = null!;
    private string _page = null!,
        _account = null!,
        _user = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        using var meta = new HttpClient { BaseAddress = _stage.Meta.BaseAddress };
        var profiles = JsonNode.Parse(await meta.GetStringAsync("/_emulator/profiles"))!;
        var page = profiles["pages"]![0]!;
        (_page, _account, _user) = (
            page["id"]!.ToString(),
            page["instagram_account_id"]!.ToString(),
            profiles["users"]![0]!["id"]!.ToString()
        );
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task An_account_is_connected_by_its_own_id_or_its_Pages_id_and_subscribed_through_the_Page(
        bool byAccount,
        bool byPage
    )
    {
        var made = await RegisterAsync(await TokenAsync(), byAccount ? _account : null, byPage ? _page : null)
            .ShouldBeAsync(HttpStatusCode.Created);

        made.ShouldFollow(FieldTable.Connection);
        (made.Text("status"), made.Text("ig_business_account_id"), made.Text("page_id")).ShouldBe(
            ("connected", _account, _page)
        );
        (await _stage.ChannelAsync("instagram")).GetProperty("ready").GetBoolean().ShouldBeTrue();
        _stage.Meta.Requests.ShouldContain(request =>
            request.Method == "POST" && request.Path == $"/{_page}/subscribed_apps" && request.Status == 200
        );
    }

    [Fact]
    public async Task Disconnecting_ends_the_subscription_of_the_Page()
    {
        var made = await RegisterAsync(await TokenAsync(), _account, _page).ShouldBeAsync(HttpStatusCode.Created);
        await _stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        _stage.Meta.Requests.ShouldContain(request =>
            request.Method == "DELETE" && request.Path == $"/{_page}/subscribed_apps" && request.Status == 200
        );
    }

    [Fact]
    public async Task A_token_without_access_to_the_account_is_refused_and_stores_nothing()
    {
        var token = await TokenAsync();
        await RefusedAsync(
            RegisterAsync(token, "17841400000000000", _page),
            "meta_token_scope_missing",
            "ig_business_account_id"
        );
        await RefusedAsync(RegisterAsync(token, _account, "123"), "meta_token_scope_missing", "page_id");
        await RefusedAsync(
            RegisterAsync(await TokenAsync("pages_show_list,instagram_basic"), _account, _page),
            "meta_permission_missing",
            "access_token"
        );
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_Page_that_the_token_does_not_show_leaves_the_account_pending_with_the_reason()
    {
        var made = await RegisterAsync(await TokenAsync("instagram_basic,instagram_manage_messages"), _account, null)
            .ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("status"), made.Text("status_reason"), made.Text("page_id")).ShouldBe(
            ("pending", "app_not_subscribed", null)
        );
        await _stage.CheckAsync(made.Id());
        (await _stage.ChannelAsync("instagram")).Text("reason").ShouldBe("app_not_subscribed");
    }

    private Task<HttpResponseMessage> RegisterAsync(string token, string? account, string? page)
    {
        var body = new JsonObject
        {
            ["channel"] = "instagram",
            ["display_name"] = "Padaria",
            ["access_token"] = token,
        };
        if (account is not null)
            body["ig_business_account_id"] = account;
        if (page is not null)
            body["page_id"] = page;
        return _stage.Api.PostJsonAsync($"{Root}/meta", body.ToJsonString());
    }

    private static Task RefusedAsync(Task<HttpResponseMessage> call, string code, string param) =>
        call.ShouldBeErrorAsync(400, "provider_error", code, param);

    /// <summary>Goes through Facebook Login as a person who chooses the Page.</summary>
    private async Task<string> TokenAsync(string scopes = Scopes)
    {
        using var meta = new HttpClient { BaseAddress = _stage.Meta.BaseAddress };
        var login = await meta.PostJsonAsync(
                "/_emulator/login",
                $$"""
                {"client_id":"{{_stage.Meta.AppId}}","user_id":"{{_user}}","scope":"{{scopes}}",
                "page_ids":["{{_page}}"],"redirect_uri":"https://example.com/cb"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var token = await meta.GetAsync(
                $"/v23.0/oauth/access_token?client_id={_stage.Meta.AppId}&client_secret={_stage.Meta.AppSecret}"
                    + $"&redirect_uri=https://example.com/cb&code={login.Text("code")}"
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        return token.Text("access_token")!;
    }
}
