using System.Net;
using Patchbay.Emulator;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;
using static Patchbay.Server.Tests.Connections.MetaCallbacks;

namespace Patchbay.Server.Tests.Connections;

/// <summary>The server notices what customers do at Meta.</summary>
public sealed class WithdrawalTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _receiver = await WebhookReceiver.StartAsync();
        await _stage
            .Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"{{_receiver.Url}}","events":["connection.suspended"]}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Theory]
    [InlineData("PARTNER_REMOVED", "access_removed")]
    [InlineData("PARTNER_APP_UNINSTALLED", "access_removed")]
    public async Task An_account_event_that_names_the_customers_account_suspends_its_connections(
        string name,
        string reason
    )
    {
        var number = _stage.Meta.Connect();
        var made = await _stage.RegisterAsync(number);
        using var meta = new HttpClient { BaseAddress = _stage.Meta.BaseAddress };
        // Meta sends the event under the partner's own business.
        await meta.PostJsonAsync(
                "/_emulator/events",
                $$"""
                {"field":"account_update","value":{"event":"{{name}}",
                "waba_info":{"waba_id":"{{number.WabaId}}","owner_business_id":"1"} } }
                """
            )
            .ShouldBeAsync(HttpStatusCode.OK);

        (await _receiver.NextAsync("connection.suspended")).Data.Text("reason").ShouldBe(reason);
        (await _stage.ReadConnectionAsync(made.Id())).Text("suspension_reason").ShouldBe(reason);
        var log = (
            await _stage
                .Api.GetAsync("/v1/audit-events?action=provider_connection.status_changed")
                .ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data")[0];
        log.GetProperty("actor").Text("type").ShouldBe("meta");
    }

    [Fact]
    public async Task Code_190_on_a_send_suspends_the_connection()
    {
        var number = _stage.Meta.Connect();
        await _stage.RegisterAsync(number);
        var phone = (await _stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")[0]
            .Id();
        _stage.Meta.RevokeToken(number.AccessToken);

        await _stage
            .Api.PostJsonAsync($"/v1/phones/{phone}/messages", """{"type":"text","to":"+15550100001","text":"Hello"}""")
            .ShouldBeAsync(HttpStatusCode.BadRequest);

        (await _receiver.NextAsync("connection.suspended")).Data.Text("reason").ShouldBe("token_revoked");
    }

    [Fact]
    public async Task Removing_the_app_suspends_the_connections_that_use_the_persons_token()
    {
        var made = await _stage.RegisterAsync(_stage.Meta.Connect());
        var user = (await _stage.RowAsync(made.Id())).TokenUserId!;

        (await _stage.CallBackAsync(Deauthorize, user, _stage.Meta.AppSecret)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _receiver.NextAsync("connection.suspended")).Data.Text("reason").ShouldBe("permission_withdrawn");
        (await _stage.ReadConnectionAsync(made.Id())).Text("status").ShouldBe("suspended");
    }

    [Fact]
    public async Task A_callback_without_Metas_signature_is_refused_and_changes_nothing()
    {
        var made = await _stage.RegisterAsync(_stage.Meta.Connect());
        var user = (await _stage.RowAsync(made.Id())).TokenUserId!;
        (await _stage.CallBackAsync(Deauthorize, user, "another secret")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var text in new[] { "", "a", "a.b", "..", "é.é", new string('x', 9_000) })
            (await _stage.PostFormAsync(Deauthorize, text)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, text);
        (await _stage.Host.Anonymous.PostJsonAsync("/webhooks/meta/deauthorize", "{}")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await _stage.ReadConnectionAsync(made.Id())).Text("status").ShouldBe("connected");
    }

    [Fact]
    public async Task Removing_the_app_at_Instagram_suspends_the_connection_of_the_account()
    {
        var (token, account) = await _stage.InstagramLoginAsync();
        var made = await _stage
            .Api.PostJsonAsync(
                $"{Root}/meta",
                $$"""
                {"channel":"instagram","display_name":"x","ig_business_account_id":"{{account}}",
                "access_token":"{{token}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);

        // The secret of the Meta app is not valid for accounts of Instagram Login.
        await _stage.CallBackAsync(Deauthorize, account + "0", _stage.Meta.AppSecret).ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.ReadConnectionAsync(made.Id())).Text("status").ShouldBe("connected");
        await _stage
            .CallBackAsync(Deauthorize, account, EmulatorDefaults.InstagramAppSecret)
            .ShouldBeAsync(HttpStatusCode.OK);

        (await _receiver.NextAsync("connection.suspended")).Data.Text("reason").ShouldBe("permission_withdrawn");
    }
}
