using System.Net;
using Patchbay.Server.Tests.Connections;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.Login.LoginStage;

namespace Patchbay.Server.Tests.Integrations.Login;

public sealed class PersistentMenuTests : IAsyncLifetime
{
    private const string Menu = """
        [{"locale":"default","call_to_actions":[{"type":"postback","title":"Opening hours","payload":"HOURS"},
        {"type":"web_url","title":"Menu","url":"https://padaria.example.com/menu",
        "webview_height_ratio":"tall"}]}]
        """;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_menu_is_set_and_deleted_at_Meta()
    {
        var account = (await _stage.ConnectPageAsync()).Id();
        (await MenuAsync(account, $$"""{"persistent_menu":{{Menu}} }""").ShouldBeAsync(HttpStatusCode.OK))
            .GetRawText()
            .ShouldBe("""{"success":true,"deleted":false}""");
        (await AtMetaAsync(account)).ShouldContain("Opening hours");

        (await MenuAsync(account, """{"delete":true}""").ShouldBeAsync(HttpStatusCode.OK))
            .GetRawText()
            .ShouldBe("""{"success":true,"deleted":true}""");
        (await AtMetaAsync(account)).ShouldNotContain("Opening hours");
    }

    [Fact]
    public async Task All_faults_are_named_at_once_and_no_call_is_made_to_Meta()
    {
        var account = (await _stage.ConnectPageAsync()).Id();
        var before = _stage.Meta.Requests.Count;
        var refusal = await MenuAsync(
                account,
                $$"""
                {"persistent_menu":[{"locale":"pt_BR","call_to_actions":[
                  {"type":"postback","title":"{{new string(
                    'x',
                    31
                )}}","payload":"P"},{"type":"web_url","title":"Site","url":"http://insecure.example.com"},
                  {"type":"nested","title":"More"},
                  {"type":"postback","title":"No payload","url":"https://x.example.com"}]}]}
                """
            )
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR");
        const string items = "persistent_menu[0].call_to_actions";
        refusal
            .GetProperty("errors")
            .EnumerateArray()
            .Select(fault => fault.Text("field"))
            .ShouldBe([
                $"{items}[0].title",
                $"{items}[1].url",
                $"{items}[2].type",
                $"{items}[3].payload",
                $"{items}[3].url",
                "persistent_menu",
            ]);
        _stage.Meta.Requests.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"persistent_menu":{}}""")]
    [InlineData("""{"persistent_menu":[],"delete":false}""")]
    public async Task A_request_without_a_menu_is_refused(string body) =>
        await MenuAsync((await _stage.ConnectPageAsync()).Id(), body)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "persistent_menu");

    [Fact]
    public async Task A_menu_needs_a_Messenger_account_of_the_caller()
    {
        await MenuAsync((await _stage.ConnectInstagramAsync()).Id(), """{"delete":true}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR");
        await MenuAsync(Guid.Empty.ToString(), """{"delete":true}""").ShouldBeRefusalAsync(404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_menu_that_Meta_refuses_is_a_provider_error()
    {
        var account = (await _stage.ConnectPageAsync()).Id();
        _stage.Meta.FailNext("setMessengerProfile", code: 100);
        await MenuAsync(account, $$"""{"persistent_menu":{{Menu}} }""").ShouldBeRefusalAsync(502, "PROVIDER_ERROR");
    }

    private Task<HttpResponseMessage> MenuAsync(string account, string body) =>
        _stage.Api.PostJsonAsync($"{Root}/messenger/{account}/persistent-menu", body);

    private async Task<string> AtMetaAsync(string account)
    {
        var full = await _stage.AccountAsync(account);
        var token = await _stage.StoredTokenAsync(full.Text("connection_id")!);
        using var meta = new HttpClient { BaseAddress = _stage.Meta.BaseAddress };
        return await meta.GetStringAsync(
            $"/v23.0/{full.GetProperty("config").Text("page_id")}/messenger_profile"
                + $"?fields=persistent_menu&access_token={token}"
        );
    }
}
