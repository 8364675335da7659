using System.Net;
using Patchbay.Emulator;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Connections;

public sealed class CodeExchangeTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_code_becomes_a_connected_number_with_the_expiry_of_its_token()
    {
        var made = await PostAsync(_stage.Meta.SignUp()).ShouldBeAsync(HttpStatusCode.Created);
        made.Text("status").ShouldBe("connected");
        made.Text("token_source").ShouldBe("embedded_signup");
        made.Text("token_expires_at").ShouldBe("2026-03-16T10:30:00.000Z");
    }

    [Fact]
    public async Task A_code_posted_many_times_is_exchanged_once()
    {
        var outcome = _stage.Meta.SignUp();
        var together = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => PostAsync(outcome).ShouldBeAsync(HttpStatusCode.Created))
        );
        var later = await PostAsync(outcome).ShouldBeAsync(HttpStatusCode.Created);

        together.Select(connection => connection.Id()).Distinct().ShouldBe([later.Id()]);
        Exchanges().ShouldBe(1);
    }

    [Fact]
    public async Task A_code_that_Meta_refused_is_refused_again_without_a_call_to_Meta()
    {
        var outcome = _stage.Meta.SignUp();
        _stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await PostAsync(outcome).ShouldBeErrorAsync(400, "provider_error", "meta_code_invalid", "code");
        await PostAsync(outcome).ShouldBeErrorAsync(400, "provider_error", "meta_code_invalid", "code");
        Exchanges().ShouldBe(1);
    }

    [Fact]
    public async Task Another_organization_cannot_use_a_code_that_was_posted()
    {
        var outcome = _stage.Meta.SignUp();
        await PostAsync(outcome).ShouldBeAsync(HttpStatusCode.Created);
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        await other
            .Sandbox.PostJsonAsync($"{Root}/meta/oauth", Json(outcome))
            .ShouldBeErrorAsync(400, "provider_error", "meta_code_invalid");
    }

    [Fact]
    public async Task A_failure_after_the_exchange_leaves_the_connection_pending_and_it_can_be_completed()
    {
        var outcome = _stage.Meta.SignUp();
        _stage.Meta.FailNext("/*/register", code: 133005, method: "POST");
        var made = await PostAsync(outcome).ShouldBeAsync(HttpStatusCode.Created);
        made.Text("status").ShouldBe("pending");
        made.Text("status_reason").ShouldBe("two_step_pin_required");
        (await _stage.ChannelAsync("whatsapp")).Text("status").ShouldBe("pending");
        _stage.Meta.ClearFaults();

        await CompleteAsync(made.Id(), """{"pin":"12"}""")
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", "pin");
        var finished = await CompleteAsync(made.Id(), """{"pin":"246810"}""").ShouldBeAsync(HttpStatusCode.OK);
        finished.Text("status").ShouldBe("connected");
        finished.Text("status_reason").ShouldBeNull();
    }

    [Fact]
    public async Task A_sign_up_without_a_required_permission_is_refused_and_stores_nothing()
    {
        await PostAsync(_stage.Meta.SignUp(new SignupChoices { WithoutScopes = ["whatsapp_business_messaging"] }))
            .ShouldBeErrorAsync(400, "provider_error", "meta_permission_missing");
        (await _stage.Api.GetAsync(Root).ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"waba_id":"1","phone_number_id":"2"}""", "code")]
    [InlineData("""{"code":"","waba_id":"1","phone_number_id":"2"}""", "code")]
    [InlineData("""{"code":"c","phone_number_id":"2"}""", "waba_id")]
    [InlineData("""{"code":"c","waba_id":"1","phone_number_id":"x"}""", "phone_number_id")]
    [InlineData("""{"code":"c","waba_id":"1","phone_number_id":"2","business_id":"x"}""", "business_id")]
    public Task Bad_input_is_refused_and_names_the_parameter(string body, string param) =>
        _stage
            .Api.PostJsonAsync($"{Root}/meta/oauth", body)
            .ShouldBeErrorAsync(400, "validation_error", "validation_failed", param);

    private Task<HttpResponseMessage> PostAsync(SignupOutcome outcome) =>
        _stage.Api.PostJsonAsync($"{Root}/meta/oauth", Json(outcome));

    private Task<HttpResponseMessage> CompleteAsync(string id, string body) =>
        _stage.Api.PostJsonAsync($"{Root}/{id}/meta/complete-registration", body);

    private int Exchanges() => _stage.Meta.Requests.Count(request => request.Path == "/oauth/access_token");

    private static string Json(SignupOutcome outcome) =>
        $$"""
            {"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}","phone_number_id":"{{outcome.PhoneNumberId}}"}
            """;
}
