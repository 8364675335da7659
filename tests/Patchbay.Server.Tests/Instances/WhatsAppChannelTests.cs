using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Connections;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Instances.InstanceStage;

namespace Patchbay.Server.Tests.Instances;

public sealed class WhatsAppChannelTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private string _instance = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Stage.StartAsync();
        _instance = await _stage.CreateInstanceAsync();
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Before_the_set_up_the_status_is_not_configured() =>
        (await _stage.StatusAsync(_instance))
            .GetRawText()
            .ShouldBe(
                """
                {"display_phone":null,"enabled":false,"phone_number_id":null,"status":"not_configured",
                "webhook_url":null}
                """.ReplaceLineEndings("")
            );

    [Fact]
    public async Task A_number_is_set_up_read_listed_and_torn_down()
    {
        var number = _stage.Meta.Connect();
        var made = await _stage.SetUpAsync(_instance, number, more: ""","display_phone":"+61 400 111-222" """);

        made.Text("status").ShouldBe("active");
        made.Text("verify_token")!.Length.ShouldBe(32);
        var read = await _stage.StatusAsync(_instance);
        read.GetRawText()
            .ShouldBe(
                $$"""
                {"display_phone":"+61400111222","enabled":true,"phone_number_id":"{{number.PhoneNumberId}}",
                "status":"active","webhook_url":"{{made.Text("webhook_url")}}"}
                """.ReplaceLineEndings("")
            );
        read.Text("webhook_url")!.ShouldEndWith("/hooks/whatsapp");
        var channel = (await ChannelsAsync())[0];
        channel.GetProperty("config").Text("verify_token").ShouldBe(made.Text("verify_token"));
        channel.Text("external_identifier").ShouldBe(number.PhoneNumberId);
        var connection = channel.Text("connection_id")!;
        (await _stage.ReadConnectionAsync(connection)).Text("status").ShouldBe("connected");

        await _stage.Api.DeleteAsync(Channel(_instance)).ShouldBeAsync(HttpStatusCode.NoContent);

        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("not_configured");
        (await ChannelsAsync()).GetArrayLength().ShouldBe(0);
        var wiped = await _stage.RowAsync(connection);
        (wiped.AccessToken, wiped.ApiSecret, wiped.Status).ShouldBe((null, null, ConnectionStatus.Disconnected));
        await _stage
            .Api.DeleteAsync(Channel(_instance))
            .ShouldBeDetailAsync(404, "WhatsApp is not configured for this instance");
    }

    [Theory, EachDatabase]
    public async Task The_three_documented_members_set_a_number_up_with_a_token_of_a_system_user(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var instance = await stage.CreateInstanceAsync();
        var made = await stage
            .Api.PostJsonAsync(
                Channel(instance),
                $$"""{"access_token":"{{EmulatorDefaults.SystemUserToken}}","app_secret":"{{EmulatorDefaults.AppSecret}}","phone_number_id":"{{EmulatorDefaults.TestPhoneNumberId}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("status"), made.Text("phone_number_id")).ShouldBe(("active", EmulatorDefaults.TestPhoneNumberId));
        (
            await stage.ScalarAsync<string>(
                "select waba_id from connections where phone_number_id = @id",
                new { id = EmulatorDefaults.TestPhoneNumberId }
            )
        ).ShouldBe(EmulatorDefaults.TestWabaId);
    }

    [Fact]
    public async Task A_system_users_token_that_does_not_reach_the_number_is_refused_by_the_number()
    {
        var foreign = _stage.ConnectOfAnotherApp();
        var body = SetUpJson(foreign with { AccessToken = EmulatorDefaults.SystemUserToken, PhoneNumberId = "1" });
        await RefusedAsync(body, "phone_number_id", "The token does not cover 'phone_number_id'.");
    }

    [Fact]
    public async Task Credentials_of_another_app_are_kept_and_used()
    {
        var number = _stage.ConnectOfAnotherApp();
        await _stage.SetUpAsync(_instance, number, EmulatorDefaults.OtherAppSecret);
        var row = await _stage.RowAsync((await ChannelsAsync())[0].Text("connection_id")!);

        row.MetaAppId.ShouldNotBe(_stage.Meta.AppId);
        (await _stage.Host.Get<ConnectionStore>().ApiSecretAsync(row, default))!
            .Reveal()
            .ShouldBe(EmulatorDefaults.OtherAppSecret);
        var phone = (await _stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")[0]
            .Id();
        await _stage
            .Api.PostJsonAsync($"/v1/phones/{phone}/messages", """{"type":"text","to":"+15550100001","text":"Hello"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Credentials_that_do_not_prove_ownership_are_refused_and_store_nothing()
    {
        var (mine, other) = (_stage.Meta.Connect(), _stage.Meta.Connect());
        await RefusedAsync(
            SetUpJson(mine, "not-the-secret"),
            "app_secret",
            "Meta does not accept this app secret with the token's app."
        );
        await RefusedAsync(
            SetUpJson(mine with { AccessToken = "EAAnobody-made-this" }),
            "access_token",
            "Meta does not accept this token."
        );
        await RefusedAsync(
            SetUpJson(mine with { PhoneNumberId = other.PhoneNumberId }),
            "phone_number_id",
            "The token does not cover 'phone_number_id'."
        );
        (await _stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(0);
        (await _stage.ScalarAsync<int>("select count(*) from instance_channels")).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_set_up_replaces_the_settings()
    {
        var number = _stage.Meta.Connect();
        await _stage.SetUpAsync(_instance, number, more: ""","verify_token":"first-token" """);
        var connection = (await ChannelsAsync())[0].Text("connection_id")!;
        var token = _stage.NewTokenOf(number);

        await _stage.SetUpAsync(
            _instance,
            number with
            {
                AccessToken = token,
            },
            more: ""","verify_token":"second-token" """,
            status: HttpStatusCode.OK
        );

        (await ChannelsAsync())[0].Text("connection_id").ShouldBe(connection);
        (await ChannelsAsync())[0].GetProperty("config").Text("verify_token").ShouldBe("second-token");
        (await _stage.StoredTokenAsync(connection)).ShouldBe(token);
    }

    [Fact]
    public async Task Another_number_replaces_the_first_number_whose_token_is_wiped()
    {
        var (first, second) = (_stage.Meta.Connect(), _stage.Meta.Connect());
        await _stage.SetUpAsync(_instance, first);
        var old = (await ChannelsAsync())[0].Text("connection_id")!;

        await _stage.SetUpAsync(_instance, second, status: HttpStatusCode.OK);

        (await _stage.StatusAsync(_instance)).Text("phone_number_id").ShouldBe(second.PhoneNumberId);
        (await _stage.RowAsync(old)).AccessToken.ShouldBeNull();
    }

    [Fact]
    public async Task A_number_belongs_to_one_instance_of_one_organization()
    {
        var number = _stage.Meta.Connect();
        await _stage.SetUpAsync(_instance, number);
        var second = await _stage.CreateInstanceAsync("second");
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        var theirs = await other.Sandbox.CreateInstanceAsync();

        await _stage
            .Api.PostJsonAsync(Channel(second), SetUpJson(number))
            .ShouldBeDetailAsync(409, "This number is configured for another instance");
        await other
            .Sandbox.PostJsonAsync(Channel(theirs), SetUpJson(number))
            .ShouldBeDetailAsync(409, "Another organization of this installation has connected this account.");
        await other.Sandbox.GetAsync(Channel(_instance)).ShouldBeDetailAsync(404, "Instance not found");
        await _stage
            .Organization.Production.DeleteAsync(Channel(_instance))
            .ShouldBeDetailAsync(404, "Instance not found");
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task Busy_Meta_is_a_429_and_a_missing_Meta_app_is_a_503()
    {
        var number = _stage.Meta.Connect();
        _stage.Meta.FailNext("debugToken", 4);
        await _stage
            .Api.PostJsonAsync(Channel(_instance), SetUpJson(number))
            .ShouldBeDetailAsync(429, "Meta asks to wait before this is tried again.");
        await _stage
            .Organization.Production.CreateInstanceAsync()
            .ContinueWith(made =>
                _stage
                    .Organization.Production.PostJsonAsync(Channel(made.Result), SetUpJson(number))
                    .ShouldBeDetailAsync(503, "No Meta app is configured for this environment.")
            )
            .Unwrap();
    }

    [Fact]
    public async Task A_rotation_or_a_disconnect_on_another_surface_applies_to_the_instance()
    {
        var number = _stage.Meta.Connect();
        await _stage.SetUpAsync(_instance, number);
        var connection = (await ChannelsAsync())[0].Text("connection_id")!;
        var token = _stage.NewTokenOf(number);

        await _stage.RotateAsync(connection, token);
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("active");
        (await _stage.StoredTokenAsync(connection)).ShouldBe(token);

        await _stage.Api.DeleteAsync($"{ConnectionStage.Root}/{connection}").ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.StatusAsync(_instance)).Text("status").ShouldBe("not_configured");
    }

    [Fact]
    public async Task Deleting_the_instance_removes_its_channel()
    {
        await _stage.SetUpAsync(_instance, _stage.Meta.Connect());
        var connection = (await ChannelsAsync())[0].Text("connection_id")!;
        await _stage.Api.DeleteAsync($"{Root}/{_instance}").ShouldBeAsync(HttpStatusCode.NoContent);
        (await _stage.RowAsync(connection)).AccessToken.ShouldBeNull();
        await _stage.Api.GetAsync($"{Root}/{_instance}").ShouldBeDetailAsync(404, "Instance not found");
    }

    private async Task<JsonElement> ChannelsAsync() =>
        (await _stage.Api.GetAsync($"{Root}/{_instance}/channels").ShouldBeAsync(HttpStatusCode.OK)).GetProperty(
            "channels"
        );

    private Task RefusedAsync(string body, string member, string sentence) =>
        _stage
            .Api.PostJsonAsync(Channel(_instance), body)
            .ShouldBeInvalidAsync(Fault($"\"body\",\"{member}\"", $"Value error, {sentence}", "value_error"));
}
