using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Links;

/// <summary>Meta's dialog in the page's own window, as the browser and its script use it.</summary>
public sealed class FullPageTests
{
    [Theory, EachDatabase]
    public async Task A_code_of_the_dialog_completes_the_link(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var link = await stage.CreateLinkAsync();
        await using var page = await link.OpenAsync();
        var dialog = await DialogAsync(stage, page);
        dialog.Path.ShouldBe("/v23.0/dialog/oauth");
        dialog.RedirectUri.ShouldEndWith("/signup/return");

        var outcome = stage.Meta.SignUp(new SignupChoices { RedirectUri = dialog.RedirectUri });
        using var back = await stage.OpenAsync($"/signup/return?code={outcome.Code}&state={dialog.State}");

        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        back.Headers.Contains("Set-Cookie").ShouldBeFalse("a new cookie would replace the one that the token needs");
        var data = LinkStage.DataOf(await back.Content.ReadAsStringAsync());
        (data.Text("returnedTo"), data.Text("pageToken")).ShouldBe(($"/signup/{link.Id}", page.PageToken));
        var answer = await page.PostCallbackAsync(BodyOf(page.PageToken, outcome)).ShouldBeAsync(HttpStatusCode.OK);
        answer.GetProperty("data").Text("status").ShouldBe("success");
        (await link.ReadAsync()).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task A_code_of_the_dialog_is_worth_nothing_as_a_code_of_the_pop_up()
    {
        await using var stage = await Stage.StartAsync();
        await using var page = await (await stage.CreateLinkAsync()).OpenAsync();
        var dialog = await DialogAsync(stage, page);
        var answer = await page.CallbackAsync(
            stage.Meta.SignUp(new SignupChoices { RedirectUri = dialog.RedirectUri })
        );
        answer.Text("errorCode").ShouldBe("code_invalid");
    }

    [Fact]
    public async Task A_code_that_somebody_else_sends_the_browser_back_with_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        var link = await stage.CreateLinkAsync();
        await using var attacker = await link.OpenAsync();
        await using var victim = await link.OpenAsync();
        var dialog = await DialogAsync(stage, attacker);
        var outcome = stage.Meta.SignUp(new SignupChoices { RedirectUri = dialog.RedirectUri });

        await victim
            .PostCallbackAsync(BodyOf(attacker.PageToken, outcome))
            .ShouldBeRefusedAsync(HttpStatusCode.Forbidden, "page_token_invalid");

        (await link.ReadAsync()).Text("status").ShouldBe("pending");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x")]
    [InlineData("?code=x&state=")]
    [InlineData("?code=x&state=1234.abc")]
    [InlineData("?code=x&state=550e8400e29b41d4a716446655440000.token")]
    [InlineData("?code=x&state=550e8400-e29b-41d4-a716-446655440000.token")]
    public async Task Coming_back_without_the_state_of_a_link_shows_that_there_is_none(string query)
    {
        await using var stage = await Stage.StartAsync();
        using var back = await stage.OpenAsync("/signup/return" + query);
        back.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await back.Content.ReadAsStringAsync()).ShouldContain("This link does not exist");
    }

    [Fact]
    public async Task Coming_back_to_a_link_that_was_replaced_meanwhile_says_so()
    {
        await using var stage = await Stage.StartAsync();
        var link = await stage.CreateLinkAsync();
        await using var page = await link.OpenAsync();
        var dialog = await DialogAsync(stage, page);
        await stage.MakeAsync("""{"name":"newer","externalId":"customer-123","replacesEarlier":true}""");

        using var back = await stage.OpenAsync($"/signup/return?code=x&state={dialog.State}");

        back.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    private sealed record Dialog(string Path, string RedirectUri, string State);

    /// <summary>The address that the page's script goes to.</summary>
    private static async Task<Dialog> DialogAsync(Stage stage, SignupPage page)
    {
        var url = new Uri(LinkStage.DataOf(page.Html).Text("dialogUrl") + page.PageToken);
        url.GetLeftPart(UriPartial.Authority).ShouldBe(stage.Meta.BaseAddress.GetLeftPart(UriPartial.Authority));
        using var http = new HttpClient();
        (await http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var query = QueryHelpers.ParseQuery(url.Query);
        query["config_id"].ToString().ShouldBe(stage.Meta.ConfigId);
        return new(url.AbsolutePath, query["redirect_uri"].ToString(), query["state"].ToString());
    }

    private static string BodyOf(string? token, SignupOutcome outcome) =>
        new JsonObject
        {
            ["pageToken"] = token,
            ["code"] = outcome.Code,
            ["fullPage"] = true,
        }.ToJsonString();
}
