using System.Net;
using Patchbay.Server.Tests.Integrations.Login;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

/// <summary>Compares the answer of each route with the documented table of its members.</summary>
public sealed class FieldTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_number_connected_through_a_link_is_a_provider_connection()
    {
        var phone = await _stage.ConnectAsync();

        var list = await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK);
        list.ShouldFollow(FieldTable.List);
        var connection = list.GetProperty("data")[0];
        connection.ShouldFollow(FieldTable.Connection);
        connection.Text("status").ShouldBe("connected");
        connection.Text("phone_number_id").ShouldBe(phone.MetaPhoneNumberId);
        connection.Text("waba_id").ShouldBe(phone.Signup.WabaId);
        connection.Text("token_source").ShouldBe("embedded_signup");
        connection.Id().ShouldMatch("^pc_[0-9A-Za-z]{24}$");
        (await _stage.ReadConnectionAsync(connection.Id())).GetRawText().ShouldBe(connection.GetRawText());
        (await _stage.ChannelAsync("whatsapp")).Text("connection_id").ShouldBe(connection.Id());
    }

    [Fact]
    public async Task Status_and_onboarding_configuration_read_as_documented()
    {
        var status = await _stage.Api.GetAsync($"{Root}/status").ShouldBeAsync(HttpStatusCode.OK);
        status.ShouldFollow(FieldTable.Status);
        status
            .GetProperty("channels")
            .EnumerateObject()
            .Select(channel => channel.Name)
            .ShouldBe(["whatsapp", "instagram", "payments", "agentic_payments"]);
        foreach (var name in new[] { "whatsapp", "instagram", "agentic_payments" })
        {
            status
                .GetProperty("channels")
                .GetProperty(name)
                .EnumerateObject()
                .Select(member => member.Name)
                .Take(4)
                .ShouldBe(["ready", "status", "connection_id", "reason"]);
        }
        status
            .GetProperty("channels")
            .GetProperty("payments")
            .EnumerateObject()
            .Select(member => member.Name)
            .Take(5)
            .ShouldBe(["ready", "status", "active_connection_id", "active_mode", "reason"]);

        var config = await _stage.Api.GetAsync($"{Root}/meta/onboarding").ShouldBeAsync(HttpStatusCode.OK);
        config.ShouldFollow(FieldTable.Onboarding);
        config.Text("app_id").ShouldBe(_stage.Meta.AppId);
        config.GetRawText().ShouldNotContain(_stage.Meta.AppSecret);
        var login = config.GetProperty("login_options");
        login.Text("response_type").ShouldBe("code");
        login.GetProperty("override_default_response_type").GetBoolean().ShouldBeTrue();
        login.GetProperty("extras").Text("version").ShouldBe("v4");
    }

    [Fact]
    public async Task Each_call_that_creates_or_changes_a_connection_answers_with_the_whole_connection()
    {
        var number = _stage.Meta.Connect();
        var made = await _stage.RegisterAsync(number);
        made.ShouldFollow(FieldTable.Connection);
        made.Text("status").ShouldBe("connected");
        made.Text("token_source").ShouldBe("manual");
        made.Text("credential_last_four").ShouldBe(number.AccessToken[^4..]);

        (await _stage.RotateAsync(made.Id(), _stage.NewTokenOf(number))).ShouldFollow(FieldTable.Connection);
        (
            await _stage
                .Api.PostAsync($"{Root}/{made.Id()}/meta/complete-registration", null)
                .ShouldBeAsync(HttpStatusCode.OK)
        ).ShouldFollow(FieldTable.Connection);
        (
            await _stage
                .Api.PatchJsonAsync($"{Root}/{made.Id()}", """{"display_name":"Renamed"}""")
                .ShouldBeAsync(HttpStatusCode.OK)
        )
            .Text("display_name")
            .ShouldBe("Renamed");

        var ended = await _stage.Api.DeleteAsync($"{Root}/{made.Id()}").ShouldBeAsync(HttpStatusCode.OK);
        ended.ShouldFollow(FieldTable.Connection);
        ended.Text("status").ShouldBe("disconnected");
        ended.Text("disconnected_at").ShouldNotBeNull();

        var outcome = _stage.Meta.SignUp();
        var exchanged = await _stage
            .Api.PostJsonAsync(
                $"{Root}/meta/oauth",
                $$"""
                {"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}",
                "phone_number_id":"{{outcome.PhoneNumberId}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        exchanged.ShouldFollow(FieldTable.Connection);
    }

    [Fact]
    public async Task A_Messenger_page_is_not_listed_but_can_be_read_by_its_id()
    {
        var account = await _stage.ConnectPageAsync();
        await _stage.RegisterAsync(_stage.Meta.Connect());
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .EnumerateArray()
            .Select(connection => connection.Text("channel"))
            .ShouldBe(["whatsapp"]);
        await _stage
            .Api.GetAsync($"{Root}?channel=messenger")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "channel");
        // A caller that got the id from another surface can still read the connection.
        (await _stage.ReadConnectionAsync((await _stage.AccountAsync(account.Id())).Text("connection_id")!))
            .Text("status")
            .ShouldBe("connected");
    }

    [Fact]
    public async Task A_list_continues_after_its_cursor_newest_first_and_takes_filters()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await _stage.RegisterAsync(_stage.Meta.Connect())).Id());
            _stage.Clock.Advance(TimeSpan.FromMilliseconds(5));
        }
        var first = await _stage.Api.GetAsync($"{Root}?limit=2").ShouldBeAsync(HttpStatusCode.OK);
        first.GetProperty("data").EnumerateArray().Select(connection => connection.Id()).ShouldBe(ids.Take(2));
        first.GetProperty("has_more").GetBoolean().ShouldBeTrue();
        var second = await _stage
            .Api.GetAsync($"{Root}?limit=2&starting_after={first.Text("next_cursor")}")
            .ShouldBeAsync(HttpStatusCode.OK);
        second.GetProperty("data").EnumerateArray().Select(connection => connection.Id()).ShouldBe(ids.Skip(2));
        second.GetProperty("has_more").GetBoolean().ShouldBeFalse();
        second.Text("next_cursor").ShouldBeNull();

        (await _stage.Api.GetAsync($"{Root}?channel=instagram").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
        (await _stage.Api.GetAsync($"{Root}?status=connected").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(3);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("channel=sms", "channel")]
    [InlineData("status=ready", "status")]
    [InlineData("starting_after=pc_unknown", "starting_after")]
    [InlineData("starting_after=%00", "starting_after")]
    public Task A_bad_query_parameter_is_refused_by_name(string query, string param) =>
        _stage.Api.GetAsync($"{Root}?{query}").ShouldBeErrorAsync(400, "validation_error", "validation_failed", param);

    [Fact]
    public async Task Without_an_app_for_the_environment_nothing_can_be_connected()
    {
        var other = _stage.Organization.Production;
        await other
            .GetAsync($"{Root}/meta/onboarding")
            .ShouldBeErrorAsync(503, "service_unavailable", "meta_app_not_configured");
        await other
            .PostJsonAsync($"{Root}/meta", RegisterJson(_stage.Meta.Connect()))
            .ShouldBeErrorAsync(503, "service_unavailable", "meta_app_not_configured");
    }
}
