using System.Net;
using Patchbay.Emulator;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

public sealed class RegisterTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Registering_a_number_again_replaces_the_credentials_of_its_connection()
    {
        var number = _stage.Meta.Connect();
        var first = await _stage.RegisterAsync(number);
        var token = _stage.NewTokenOf(number);

        var again = await _stage
            .Api.PostJsonAsync($"{Root}/meta", RegisterJson(number, token))
            .ShouldBeAsync(HttpStatusCode.OK);

        again.Id().ShouldBe(first.Id());
        (await _stage.StoredTokenAsync(first.Id())).ShouldBe(token);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_registered_number_is_listed_as_a_phone_and_can_send()
    {
        var made = await _stage.RegisterAsync(_stage.Meta.Connect());
        var phones = (await _stage.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data");
        phones[0].Text("connectionId").ShouldBe(made.Id());
        await _stage
            .Api.PostJsonAsync(
                $"/v1/phones/{phones[0].Id()}/messages",
                """{"type":"text","to":"+15550100001","text":"Hello"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Another_organizations_number_is_reported_as_taken_only_after_proof_of_ownership()
    {
        var number = _stage.Meta.Connect();
        await _stage.RegisterAsync(number);
        var other = await _stage.Host.CreateOrganizationAsync("Other");

        await other
            .Sandbox.PostJsonAsync($"{Root}/meta", RegisterJson(number, "EAAnonsense-token-of-nobody"))
            .ShouldBeErrorAsync(400, "provider_error", "meta_token_invalid");
        await other
            .Sandbox.PostJsonAsync($"{Root}/meta", RegisterJson(number))
            .ShouldBeErrorAsync(409, "conflict", "provider_connection_already_exists");
    }

    [Fact]
    public async Task A_token_that_does_not_prove_ownership_is_refused_and_stores_nothing()
    {
        var (mine, foreign) = (_stage.Meta.Connect(), _stage.Meta.Connect());
        var revoked = _stage.Meta.Connect();
        _stage.Meta.RevokeToken(revoked.AccessToken);
        var unable = _stage.Meta.Connect(new SignupChoices { WithoutScopes = ["whatsapp_business_messaging"] });
        var ofAnotherApp = _stage.Meta.Connect(new SignupChoices { OfAnotherApp = true });

        await RefusedAsync(RegisterJson(mine, "EAAnobody-ever-made-this-token"), "meta_token_invalid", "access_token");
        await RefusedAsync(RegisterJson(revoked), "meta_token_invalid", "access_token");
        await RefusedAsync(RegisterJson(ofAnotherApp), "meta_token_invalid", "access_token");
        await RefusedAsync(RegisterJson(unable), "meta_permission_missing", "access_token");
        await RefusedAsync(RegisterJson(mine, foreign.AccessToken), "meta_token_scope_missing", "waba_id");
        await RefusedAsync(
            RegisterJson(mine).Replace(mine.PhoneNumberId, foreign.PhoneNumberId, StringComparison.Ordinal),
            "meta_token_scope_missing",
            "phone_number_id"
        );
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var number = _stage.Meta.Connect(new SignupChoices { TokenLifetime = 3600 });
        _stage.Clock.Advance(TimeSpan.FromHours(2));
        await RefusedAsync(RegisterJson(number), "meta_token_invalid", "access_token");
    }

    [Theory]
    [InlineData("""{}""", "display_name")]
    [InlineData("""{"display_name":"","access_token":"t","waba_id":"1","phone_number_id":"2"}""", "display_name")]
    [InlineData("""{"display_name":"x","waba_id":"1","phone_number_id":"2"}""", "access_token")]
    [InlineData("""{"display_name":"x","access_token":"a b","waba_id":"1","phone_number_id":"2"}""", "access_token")]
    [InlineData("""{"display_name":"x","access_token":"t","phone_number_id":"2"}""", "waba_id")]
    [InlineData("""{"display_name":"x","access_token":"t","waba_id":"1"}""", "phone_number_id")]
    [InlineData("""{"display_name":"x","access_token":"t","waba_id":"../1","phone_number_id":"2"}""", "waba_id")]
    [InlineData("""{"channel":"sms","display_name":"x","access_token":"t"}""", "channel")]
    [InlineData("""{"channel":"payments","display_name":"x","access_token":"t"}""", "channel")]
    [InlineData("""{"channel":"agentic_payments","display_name":"x","access_token":"t"}""", "channel")]
    [InlineData("""{"channel":"instagram","display_name":"x","access_token":"t"}""", "ig_business_account_id")]
    [InlineData(
        """{"display_name":"x","access_token":"t","waba_id":"1","phone_number_id":"2","token_source":"found"}""",
        "token_source"
    )]
    [InlineData(
        """{"display_name":"x","access_token":"t","waba_id":"1","phone_number_id":"2","token_expires_at":"soon"}""",
        "token_expires_at"
    )]
    [InlineData(
        """{"display_name":"x","access_token":"t","waba_id":"1","phone_number_id":"2","token_expires_at":"2020-01-01T00:00:00Z"}""",
        "token_expires_at"
    )]
    [InlineData("""{"display_name":7,"access_token":"t","waba_id":"1","phone_number_id":"2"}""", "display_name")]
    public async Task Bad_input_is_refused_names_the_parameter_and_makes_no_call_to_Meta(string body, string param)
    {
        var before = _stage.Meta.Requests.Count;
        await _stage
            .Api.PostJsonAsync($"{Root}/meta", body)
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", param);
        _stage.Meta.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        await _stage.Api.PostJsonAsync($"{Root}/meta", "{").ShouldBeErrorAsync(400, "validation_error", "invalid_json");
        await _stage
            .Api.PostJsonAsync($"{Root}/meta", """{"display_name":"x","display_name":"y"}""")
            .ShouldBeErrorAsync(400, "validation_error", "invalid_json");
    }

    [Fact]
    public async Task Unavailable_Meta_is_a_502_and_a_refusal_does_not_repeat_Metas_text()
    {
        var number = _stage.Meta.Connect();
        _stage.Meta.FailNext("debugToken", code: 2, httpStatus: 503);
        await _stage
            .Api.PostJsonAsync($"{Root}/meta", RegisterJson(number))
            .ShouldBeErrorAsync(502, "provider_error", "meta_unavailable");
        _stage.Meta.FailNext("debugToken", code: 190, subcode: 463);
        var error = await _stage
            .Api.PostJsonAsync($"{Root}/meta", RegisterJson(number))
            .ShouldBeErrorAsync(400, "provider_error", "meta_token_invalid");
        error.GetProperty("meta_code").GetInt32().ShouldBe(190);
        error.GetRawText().ShouldNotContain("Error validating");
    }

    [Fact]
    public async Task A_repeated_call_gets_its_first_answer_and_another_body_under_its_key_is_a_conflict()
    {
        var number = _stage.Meta.Connect();
        var first = await WithKeyAsync("one", RegisterJson(number)).ShouldBeAsync(HttpStatusCode.Created);
        var asked = _stage.Meta.Requests.Count;

        (await WithKeyAsync("one", RegisterJson(number)).ShouldBeAsync(HttpStatusCode.Created))
            .GetRawText()
            .ShouldBe(first.GetRawText());
        _stage.Meta.Requests.Count.ShouldBe(asked);
        await WithKeyAsync("one", RegisterJson(number).Replace("Acme", "Other", StringComparison.Ordinal))
            .ShouldBeErrorAsync(409, "idempotency_conflict", "idempotency_key_reused");
    }

    [Fact]
    public async Task An_Instagram_account_is_connected_and_an_account_outside_the_token_is_refused()
    {
        var (token, account) = await _stage.InstagramLoginAsync();
        var made = await _stage
            .Api.PostJsonAsync(
                $"{Root}/meta",
                $$"""
                {"channel":"instagram","display_name":"Padaria","ig_business_account_id":"{{account}}",
                "access_token":"{{token}}"}
                """
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        made.ShouldFollow(FieldTable.Connection);
        made.Text("status").ShouldBe("connected");
        made.Text("ig_business_account_id").ShouldBe(account);
        var channel = await _stage.ChannelAsync("instagram");
        channel.GetProperty("ready").GetBoolean().ShouldBeTrue(channel.ToString());
        await RefusedAsync(
            $$"""
            {"channel":"instagram","display_name":"x","ig_business_account_id":"17841400000000000",
            "access_token":"{{token}}"}
            """,
            "meta_token_scope_missing",
            "ig_business_account_id"
        );
    }

    private Task<HttpResponseMessage> WithKeyAsync(string key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/meta")
        {
            Content = HttpJson.Json(body),
            Headers = { { "Idempotency-Key", key } },
        };
        return _stage.Api.SendAsync(request);
    }

    private Task RefusedAsync(string body, string code, string param) =>
        _stage.Api.PostJsonAsync($"{Root}/meta", body).ShouldBeErrorAsync(400, "provider_error", code, param);

    private async Task<int> CountAsync() =>
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("data").GetArrayLength();
}
