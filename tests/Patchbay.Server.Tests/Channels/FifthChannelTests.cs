using System.Net;
using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Tests.Channels.Pager;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Channels;

/// <summary>
/// A channel that only the test project has works on all surfaces. The server's code does not name it and reaches it
/// only through the contract of channels.
/// </summary>
public sealed class FifthChannelTests
{
    private const string HookSecret = "a secret of the pager company";

    private readonly PagerCompany _company = new();

    [Theory, EachDatabase]
    public async Task A_pager_account_connects_sends_receives_and_keeps_its_history(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await HookAsync(stage, receiver);

        var account = await ConnectAsync(stage);

        (account.Text("channel"), account.Text("account_key"), account.GetProperty("config").Text("api_key")).ShouldBe(
            ("pager", "pager-4711", "****6789")
        );
        var sent = await SendAsync(stage, account, """{"to":"ana","text":"Call home"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        (sent.GetProperty("data").Text("status"), sent.GetProperty("data").Text("mid")).ShouldBe(
            ("sent", "page-out-1")
        );
        _company.Pages.ShouldBe([("ana", "Call home")]);

        await AnswerAsync(stage, account, "page-in-1", "Will do").ShouldBeAsync(HttpStatusCode.OK);

        var told = (await receiver.NextAsync("message.received")).Data;
        (
            told.Text("channel"),
            told.Text("accountId"),
            told.Text("contactId"),
            told.GetProperty("content").Text("text")
        ).ShouldBe(("pager", account.Text("id"), "ana", "Will do"));
        (await HistoryAsync(stage, account)).ShouldBe([("inbound", "Will do"), ("outbound", "Call home")]);
    }

    [Theory, EachDatabase]
    public async Task A_repeated_answer_is_stored_once_and_a_wrongly_signed_answer_is_refused(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);
        var account = await ConnectAsync(stage);

        await AnswerAsync(stage, account, "page-in-1", "Will do").ShouldBeAsync(HttpStatusCode.OK);
        await AnswerAsync(stage, account, "page-in-1", "Will do").ShouldBeAsync(HttpStatusCode.OK);
        (await AnswerAsync(stage, account, "page-in-2", "Not ours", secret: "wrong")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );

        await stage.WhenWorkedOffAsync();
        (await HistoryAsync(stage, account)).ShouldBe([("inbound", "Will do")]);
    }

    [Theory, EachDatabase]
    public async Task An_inactive_account_neither_sends_nor_publishes_until_it_is_active_again(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);
        await using var receiver = await WebhookReceiver.StartAsync();
        await HookAsync(stage, receiver);
        var account = await ConnectAsync(stage);

        await SwitchAsync(stage, account, isActive: false);
        var refused = await SendAsync(stage, account, """{"to":"ana","text":"Call home"}""")
            .ShouldBeAsync(HttpStatusCode.Conflict);
        refused.GetProperty("error").Text("reason").ShouldBe("account_not_active");
        _company.Pages.ShouldBeEmpty();
        await AnswerAsync(stage, account, "page-in-1", "Unheard").ShouldBeAsync(HttpStatusCode.OK);
        await stage.WhenWorkedOffAsync();

        await SwitchAsync(stage, account, isActive: true);
        await SendAsync(stage, account, """{"to":"ana","text":"Call home"}""").ShouldBeAsync(HttpStatusCode.Created);
        await AnswerAsync(stage, account, "page-in-2", "Heard").ShouldBeAsync(HttpStatusCode.OK);

        var told = (await receiver.NextAsync("message.received")).Data;
        told.GetProperty("content").Text("text").ShouldBe("Heard");
        (await HistoryAsync(stage, account)).ShouldBe([
            ("inbound", "Heard"),
            ("outbound", "Call home"),
            ("inbound", "Unheard"),
        ]);
    }

    [Theory, EachDatabase]
    public async Task A_key_that_stops_working_suspends_the_connection_until_it_works_again(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);
        var account = await ConnectAsync(stage);

        _company.AcceptsKeys = false;
        await CheckAsync(stage);
        (await ConnectionAsync(stage)).ShouldBe(("suspended", "credentials_refused"));
        await SendAsync(stage, account, """{"to":"ana","text":"Call home"}""").ShouldBeAsync(HttpStatusCode.Conflict);

        _company.AcceptsKeys = true;
        await CheckAsync(stage);
        (await ConnectionAsync(stage)).ShouldBe(("connected", null));
        await SendAsync(stage, account, """{"to":"ana","text":"Call home"}""").ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory, EachDatabase]
    public async Task Bad_input_is_refused_and_nothing_is_stored(DatabaseKind kind)
    {
        await using var stage = await StartAsync(kind);

        await stage.Api.PostJsonAsync(Accounts, Json(config: "{}")).ShouldBeRefusalAsync(400, "VALIDATION_ERROR");
        var refused = await stage
            .Api.PostJsonAsync(Accounts, Json(ConfigWith("a-key-of-nobody")))
            .ShouldBeRefusalAsync(422, "VALIDATION_ERROR");
        refused.Text("error").ShouldBe(PagerConnect.KeyRefused.Message);

        (await stage.ListAccountsAsync()).GetArrayLength().ShouldBe(0);
        (await stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(0);
        var account = await ConnectAsync(stage);
        await SendAsync(stage, account, """{"to":"ana","text":""}""").ShouldBeAsync(HttpStatusCode.BadRequest);
        (await HistoryAsync(stage, account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disconnected_connection_keeps_no_key()
    {
        await using var stage = await StartAsync(DatabaseKind.Sqlite);
        var account = await ConnectAsync(stage);

        await stage.Api.DeleteAsync($"{Accounts}/{account.Text("id")}").ShouldBeAsync(HttpStatusCode.NoContent);

        (
            await stage.ScalarAsync<int>(
                "select count(*) from connections where access_token is null and status = 'disconnected'"
            )
        ).ShouldBe(1);
    }

    private Task<Stage> StartAsync(DatabaseKind kind) =>
        Stage.StartAsync(kind, services: services => services.AddPager(_company));

    private static string ConfigWith(string key) =>
        $$"""{"api_key":"{{key}}","pager_id":"{{PagerCompany.PagerId}}","hook_secret":"{{HookSecret}}"}""";

    private static string Json(string config) =>
        $$"""{"channel":"pager","display_name":"Night shift","config":{{config}}}""";

    private static Task<JsonElement> ConnectAsync(Stage stage) =>
        stage.Api.PostJsonAsync(Accounts, Json(ConfigWith(PagerCompany.Key))).ShouldBeAsync(HttpStatusCode.Created);

    private static Task<JsonElement> HookAsync(Stage stage, WebhookReceiver receiver) =>
        stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{receiver.Url}}","events":["message.received"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> SendAsync(Stage stage, JsonElement account, string json) =>
        stage.Api.PostJsonAsync($"/v1/accounts/{account.Text("id")}/messages", json);

    private static Task<HttpResponseMessage> AnswerAsync(
        Stage stage,
        JsonElement account,
        string id,
        string text,
        string secret = HookSecret
    ) =>
        PagerCompany.PostAsync(
            stage.Host.Anonymous,
            account.Text("webhook_url")!,
            $$"""{"id":"{{id}}","from":"ana","text":"{{text}}"}""",
            secret
        );

    private static Task<JsonElement> SwitchAsync(Stage stage, JsonElement account, bool isActive) =>
        stage
            .Api.PatchJsonAsync(
                $"{Accounts}/{account.Text("id")}",
                isActive ? """{"is_active":true}""" : """{"is_active":false}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);

    private static async Task CheckAsync(Stage stage)
    {
        var id = await stage.ScalarAsync<string>("select id from connections");
        var connection = await stage.Host.Get<ConnectionStore>().FindByAddressAsync(id!, default);
        await stage.Host.Get<ConnectionChecker>().CheckAsync(connection.ShouldNotBeNull(), default);
    }

    private static async Task<(string? Status, string? Reason)> ConnectionAsync(Stage stage)
    {
        var id = await stage.ScalarAsync<string>("select id from connections");
        var connection = await stage.Api.GetAsync($"/v1/provider-connections/{id}").ShouldBeAsync(HttpStatusCode.OK);
        return (connection.Text("status"), connection.Text("status_reason"));
    }

    /// <summary>The messages of the account, newest first.</summary>
    private static async Task<IReadOnlyList<(string? Direction, string? Text)>> HistoryAsync(
        Stage stage,
        JsonElement account
    )
    {
        var path = $"/v1/accounts/{account.Text("id")}/messages";
        var list = await stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
        return
        [
            .. list.GetProperty("data")
                .EnumerateArray()
                .Select(row => (row.Text("direction"), row.GetProperty("content").Text("text"))),
        ];
    }
}
