using System.Net;
using System.Text;
using Patchbay.Emulator;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Inbound;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Integrations.AccountStage;

namespace Patchbay.Server.Tests.Integrations;

public sealed class WhatsAppAccountTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_number_is_registered_shows_on_other_surfaces_and_can_send()
    {
        var number = _stage.Meta.Connect();
        await DeregisterAsync(number);
        var made = await CreateAsync(number, ""","pin":"000000" """).ShouldBeAsync(HttpStatusCode.Created);
        made.Text("account_key").ShouldBe("wa-" + number.PhoneNumberId);
        made.Text("status").ShouldBe("connected");
        made.GetProperty("config").Text("pin").ShouldBe("****");
        var connection = (await _stage.Api.GetAsync(ConnectionStage.Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty(
            "data"
        )[0];
        connection.Id().ShouldBe(made.Text("connection_id"));
        var phone = (await _stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data")[0];
        phone.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
        await _stage
            .Api.PostJsonAsync(
                $"/v1/phones/{phone.Id()}/messages",
                """{"type":"text","to":"+15550100001","text":"Hello"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("/*/subscribed_apps", "subscribe_app")]
    [InlineData("/*/register", "register_number")]
    public async Task A_failed_step_at_Meta_is_named_and_stores_nothing(string path, string step)
    {
        var number = _stage.Meta.Connect();
        await DeregisterAsync(number);
        _stage.Meta.FailNext(path, code: 1, method: "POST", times: 9);
        var refusal = await CreateAsync(number, ""","pin":"000000" """).ShouldBeRefusalAsync(502, "PROVIDER_ERROR");
        refusal.Text("error")!.ShouldStartWith($"Step '{step}' failed");
        (await _stage.ListAccountsAsync()).GetArrayLength().ShouldBe(0);
        (await _stage.ScalarAsync<int>("select count(*) from connections")).ShouldBe(0);
        (await _stage.ScalarAsync<int>("select count(*) from phones")).ShouldBe(0);
    }

    [Fact]
    public async Task A_token_that_does_not_prove_ownership_is_refused_and_names_the_field()
    {
        var (mine, foreign) = (_stage.Meta.Connect(), _stage.Meta.Connect());
        await CreateAsync(mine with { AccessToken = "EAAnobody-ever-made-this-token" })
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.access_token");
        await CreateAsync(mine with { AccessToken = foreign.AccessToken })
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.waba_id");
        (await _stage.ListAccountsAsync()).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_number_of_another_app_needs_the_secret_of_that_app()
    {
        var number = _stage.ConnectOfAnotherApp();
        await CreateAsync(number).ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.access_token");
        await CreateAsync(number, ""","app_secret":"wrong" """)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.app_secret");
        var made = await CreateAsync(number, $$""","app_secret":"{{EmulatorDefaults.OtherAppSecret}}" """)
            .ShouldBeAsync(HttpStatusCode.Created);
        made.GetProperty("config").Text("app_secret")!.ShouldStartWith("****");

        // The account's own address accepts the signature of the number's app.
        var path = new Uri(made.Text("webhook_url")!).AbsolutePath;
        var body = Encoding.UTF8.GetBytes(
            Payload.Body(Payload.Entry(number.WabaId, Payload.Text(number.PhoneNumberId, "wamid.1")))
        );
        await _stage
            .PostAsync(body, path, WebhookSignature.Sign(body, "a secret of nobody"))
            .ShouldBeAsync(HttpStatusCode.Forbidden);
        await _stage
            .PostAsync(body, path, WebhookSignature.Sign(body, EmulatorDefaults.OtherAppSecret))
            .ShouldBeAsync(HttpStatusCode.OK);
        await _stage.WhenWorkedOffAsync();
        (await _stage.ScalarAsync<int>("select count(*) from messages where provider_message_id = 'wamid.1'")).ShouldBe(
            1
        );
    }

    [Fact]
    public async Task A_number_that_is_already_an_account_is_a_conflict()
    {
        var number = _stage.Meta.Connect();
        await CreateAsync(number).ShouldBeAsync(HttpStatusCode.Created);
        await CreateAsync(number).ShouldBeRefusalAsync(409, "CONFLICT");
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        await other.Sandbox.PostJsonAsync(Accounts, NumberJson(number)).ShouldBeRefusalAsync(409, "CONFLICT");
    }

    [Fact]
    public async Task A_new_token_is_checked_and_replaces_the_connections_token()
    {
        var number = _stage.Meta.Connect();
        var made = await CreateAsync(number).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Accounts}/{made.Id()}";
        await _stage
            .Api.PatchJsonAsync(path, """{"config":{"access_token":"EAAnobody-ever-made-this-token"}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.access_token");
        (await _stage.StoredTokenAsync(made.Text("connection_id")!)).ShouldBe(number.AccessToken);
        var token = _stage.NewTokenOf(number);
        await _stage
            .Api.PatchJsonAsync(path, $$"""{"config":{"access_token":"{{token}}"} }""")
            .ShouldBeAsync(HttpStatusCode.OK);
        (await _stage.StoredTokenAsync(made.Text("connection_id")!)).ShouldBe(token);

        // A rotation on another surface changes the account's token.
        var rotated = _stage.NewTokenOf(number);
        await _stage.RotateAsync(made.Text("connection_id")!, rotated);
        (await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("config")
            .Text("access_token")
            .ShouldBe("****" + rotated[^4..]);
    }

    [Fact]
    public async Task The_number_and_the_key_of_an_account_cannot_change()
    {
        var made = await CreateAsync(_stage.Meta.Connect()).ShouldBeAsync(HttpStatusCode.Created);
        await _stage
            .Api.PatchJsonAsync($"{Accounts}/{made.Id()}", """{"config":{"phone_number_id":"1","pin":null}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.phone_number_id");
        await _stage
            .Api.PatchJsonAsync($"{Accounts}/{made.Id()}", """{"account_key":"mine"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "account_key");
    }

    [Fact]
    public async Task A_disconnected_account_can_be_connected_again_and_deleting_it_disconnects_the_number()
    {
        var number = _stage.Meta.Connect();
        var made = await CreateAsync(number).ShouldBeAsync(HttpStatusCode.Created);
        await _stage
            .Api.DeleteAsync($"{ConnectionStage.Root}/{made.Text("connection_id")}")
            .ShouldBeAsync(HttpStatusCode.OK);
        await _stage
            .Api.PatchJsonAsync($"{Accounts}/{made.Id()}", """{"is_active":true}""")
            .ShouldBeRefusalAsync(409, "CONFLICT");
        var again = await CreateAsync(number with { AccessToken = _stage.NewTokenOf(number) })
            .ShouldBeAsync(HttpStatusCode.Created);
        again.Id().ShouldBe(made.Id());
        again.GetProperty("is_active").GetBoolean().ShouldBeTrue();
        again.GetProperty("is_default").GetBoolean().ShouldBeTrue();

        await _stage.Api.DeleteAsync($"{Accounts}/{made.Id()}").ShouldBeAsync(HttpStatusCode.NoContent);
        (await _stage.Api.GetAsync(ConnectionStage.Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
        (await _stage.ScalarAsync<int>("select count(*) from connections where access_token is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task The_status_shows_Metas_answers_and_a_failed_read_does_not_hide_the_others()
    {
        var number = _stage.Meta.Connect();
        var made = await CreateAsync(number).ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Accounts}/{made.Id()}/whatsapp-status";
        var good = await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
        (good.GetProperty("healthy").GetBoolean(), good.GetProperty("subscribed_ok").GetBoolean()).ShouldBe(
            (true, true)
        );
        good.GetProperty("phone_number").Text("id").ShouldBe(number.PhoneNumberId);
        good.GetProperty("waba").Text("id").ShouldBe(number.WabaId);
        good.GetProperty("subscribed_apps")[0].Text("id").ShouldBe(_stage.Meta.AppId);

        _stage.Meta.FailNext($"/{number.WabaId}/subscribed_apps", code: 1, method: "GET");
        var part = await _stage.Api.GetAsync(path).ShouldBeAsync(HttpStatusCode.OK);
        (part.GetProperty("healthy").GetBoolean(), part.GetProperty("subscribed_ok").GetBoolean()).ShouldBe(
            (false, false)
        );
        part.GetProperty("subscribed_apps").GetProperty("error").Text("code").ShouldBe("1");
        part.GetProperty("phone_number").Text("id").ShouldBe(number.PhoneNumberId);

        var mail = await _stage.CreateMailAsync("support");
        await _stage
            .Api.GetAsync($"{Accounts}/{mail.Id()}/whatsapp-status")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task A_sign_up_code_becomes_one_account_even_when_posted_twice()
    {
        var outcome = _stage.Meta.SignUp();
        var body = $$"""
            {"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}",
            "phone_number_id":"{{outcome.PhoneNumberId}}"}
            """;
        var first = await _stage
            .Api.PostJsonAsync($"{Root}/whatsapp/embedded-signup", body)
            .ShouldBeAsync(HttpStatusCode.OK);
        first.GetProperty("success").GetBoolean().ShouldBeTrue();
        (first.Text("account_key"), first.Text("waba_id"), first.Text("phone_number_id")).ShouldBe(
            ("wa-" + outcome.PhoneNumberId, outcome.WabaId, outcome.PhoneNumberId)
        );
        (await _stage.Api.PostJsonAsync($"{Root}/whatsapp/embedded-signup", body).ShouldBeAsync(HttpStatusCode.OK))
            .GetRawText()
            .ShouldBe(first.GetRawText());
        (await _stage.ListAccountsAsync("?channel=whatsapp")).GetArrayLength().ShouldBe(1);
        await _stage
            .Api.PostJsonAsync(
                $"{Root}/whatsapp/embedded-signup",
                """{"code":"nobodys","waba_id":"1","phone_number_id":"2"}"""
            )
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "code");
        await _stage
            .Api.PostJsonAsync($"{Root}/whatsapp/embedded-signup", """{"code":"x"}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "waba_id");
    }

    [Fact]
    public async Task An_account_receives_at_its_own_address_and_at_the_shared_address()
    {
        var (number, other) = (_stage.Meta.Connect(), _stage.Meta.Connect());
        var made = await CreateAsync(number).ShouldBeAsync(HttpStatusCode.Created);
        await CreateAsync(other).ShouldBeAsync(HttpStatusCode.Created);
        var path = new Uri(made.Text("webhook_url")!).AbsolutePath;
        foreach (var where in (string[])[path, "/webhook/whatsapp"])
        {
            (
                await _stage.Host.Anonymous.GetStringAsync(
                    $"{where}?hub.mode=subscribe&hub.verify_token={made.Text("verify_token")}&hub.challenge=42"
                )
            ).ShouldBe("42");
            (
                await _stage.Host.Anonymous.GetAsync(
                    $"{where}?hub.mode=subscribe&hub.verify_token=nonsense&hub.challenge=42"
                )
            ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        await _stage
            .PostSignedAsync(
                Payload.Body(Payload.Entry(number.WabaId, Payload.Text(number.PhoneNumberId, "wamid.own"))),
                path
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await _stage
            .PostSignedAsync(
                Payload.Body(Payload.Entry(other.WabaId, Payload.Text(other.PhoneNumberId, "wamid.shared"))),
                "/webhook/whatsapp"
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        await _stage
            .PostSignedAsync(
                Payload.Body(Payload.Entry(number.WabaId, Payload.Text(number.PhoneNumberId, "wamid.x"))),
                "/webhook/whatsapp/nobodys"
            )
            .ShouldBeAsync(HttpStatusCode.Forbidden);
        await _stage.WhenWorkedOffAsync();
        (
            await _stage.ScalarAsync<int>(
                "select count(*) from messages where provider_message_id in ('wamid.own', 'wamid.shared')"
            )
        ).ShouldBe(2);
        (await _stage.ScalarAsync<int>("select count(*) from messages where provider_message_id = 'wamid.x'")).ShouldBe(
            0
        );
    }

    // Makes a number unregistered, as it is before its owner connects it.
    private async Task DeregisterAsync(ConnectedNumber number)
    {
        using var meta = new HttpClient
        {
            BaseAddress = _stage.Meta.BaseAddress,
            DefaultRequestHeaders = { Authorization = new("Bearer", number.AccessToken) },
        };
        await meta.PostAsync($"/v23.0/{number.PhoneNumberId}/deregister", null).ShouldBeAsync(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> CreateAsync(ConnectedNumber number, string more = "") =>
        _stage.Api.PostJsonAsync(Accounts, NumberJson(number, more));
}
