using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Onboarding;

/// <summary>A sign-up, step by step.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task The_link_shows_every_step_of_its_last_attempt()
    {
        var phone = await _stage.ConnectAsync();
        var steps = (await phone.Link.ReadAsync()).GetProperty("lastAttempt").GetProperty("steps").EnumerateArray();
        steps
            .Select(step => $"{step.GetProperty("step").GetString()} {step.GetProperty("state").GetString()}")
            .ShouldBe([
                "exchange_code done",
                "check_token done",
                "read_assets done",
                "store_connection done",
                "subscribe_app done",
                "register_number done",
                "set_callback done",
                "look_up_account done",
                "complete_link done",
            ]);
    }

    [Fact]
    public async Task Ids_that_the_browser_does_not_send_are_read_from_the_token()
    {
        var link = await _stage.CreateLinkAsync();
        var outcome = _stage.Meta.SignUp(
            new SignupChoices { Withhold = ["phone_number_id", "waba_id", "business_id"] }
        );
        (await CallbackAsync(link, outcome)).GetProperty("status").GetString().ShouldBe("success");
        (await link.ReadAsync()).GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task An_account_outside_the_token_is_refused_even_if_the_browser_names_it()
    {
        var victim = _stage.Meta.SignUp();
        var link = await _stage.CreateLinkAsync();
        await using var page = await link.OpenAsync();
        var forged = JsonNode.Parse(page.CallbackJson(_stage.Meta.SignUp()))!;
        forged["wabaId"] = victim.WabaId;
        forged["phoneNumberId"] = victim.PhoneNumberId;
        var answer = (await page.PostCallbackAsync(forged.ToJsonString()).ShouldBeAsync(HttpStatusCode.OK)).GetProperty(
            "data"
        );
        answer.GetProperty("errorCode").GetString().ShouldBe("account_not_shared");
    }

    [Theory]
    [InlineData("permission")]
    [InlineData("other_app")]
    [InlineData("no_number")]
    public async Task A_sign_up_with_a_missing_part_fails_with_its_own_code_and_the_link_stays_open(string lack)
    {
        var (choices, code) = lack switch
        {
            "permission" => (
                new SignupChoices { WithoutScopes = ["whatsapp_business_messaging"] },
                "permission_missing"
            ),
            "other_app" => (new SignupChoices { OfAnotherApp = true }, "code_invalid"),
            _ => (new SignupChoices { WithoutNumber = true }, "number_missing"),
        };
        var link = await _stage.CreateLinkAsync(
            """{"name":"x","externalId":"customer-123","redirectUrl":"https://myapp.com/done?tab=1"}"""
        );
        var answer = await CallbackAsync(link, _stage.Meta.SignUp(choices));
        answer.GetProperty("status").GetString().ShouldBe("error");
        answer.GetProperty("errorCode").GetString().ShouldBe(code);
        var redirect = answer.GetProperty("redirectUrl").GetString()!;
        redirect.ShouldStartWith(
            $"https://myapp.com/done?tab=1&onboarding_link_id={link.Id}&external_id=customer-123&status=error&error="
        );

        var read = await link.ReadAsync();
        read.GetProperty("status").GetString().ShouldBe("pending");
        read.GetProperty("lastAttempt").GetProperty("errorCode").GetString().ShouldBe(code);
        (await CallbackAsync(link, _stage.Meta.SignUp())).GetProperty("status").GetString().ShouldBe("success");
    }

    [Fact]
    public async Task Success_redirects_with_the_documented_query()
    {
        var link = await _stage.CreateLinkAsync(
            """{"name":"x","externalId":"customer 1&2","redirectUrl":"https://myapp.com/done"}"""
        );
        var answer = await CallbackAsync(link, _stage.Meta.SignUp());
        answer
            .GetProperty("redirectUrl")
            .GetString()
            .ShouldBe(
                $"https://myapp.com/done?onboarding_link_id={link.Id}&external_id=customer%201%262&status=success"
            );
    }

    [Fact]
    public async Task An_expired_code_has_its_own_error()
    {
        var link = await _stage.CreateLinkAsync();
        var outcome = _stage.Meta.SignUp();
        _stage.Clock.Advance(TimeSpan.FromSeconds(31));
        (await CallbackAsync(link, outcome)).GetProperty("errorCode").GetString().ShouldBe("code_expired");
    }

    [Fact]
    public async Task A_failed_exchange_is_not_repeated()
    {
        _stage.Meta.FailNext("/oauth/access_token", code: 2, httpStatus: 503, times: 5);
        var link = await _stage.CreateLinkAsync();
        (await CallbackAsync(link, _stage.Meta.SignUp())).GetProperty("status").GetString().ShouldBe("error");
        _stage
            .Meta.Requests.Count(request => request.Path.EndsWith("/oauth/access_token", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_step_that_fails_at_Meta_after_the_exchange_is_retried()
    {
        _stage.Meta.FailNext("/*/subscribed_apps", code: 2, httpStatus: 503, times: 2);
        await _stage.ConnectAsync();
    }

    [Fact]
    public async Task A_number_that_cannot_be_registered_still_connects_and_reports_it()
    {
        _stage.Meta.FailNext("/*/register", code: 133005, times: 1);
        var phone = await _stage.ConnectAsync();
        (await phone.Link.ReadAsync()).GetProperty("isPhoneRegistered").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_number_of_the_WhatsApp_Business_app_is_not_registered_again()
    {
        var phone = await _stage.ConnectAsync(new SignupChoices { Coexistence = true });
        _stage.Meta.Requests.ShouldNotContain(request => request.Path.EndsWith("/register", StringComparison.Ordinal));
        var read = await _stage.Api.GetAsync($"/v1/phones/{phone.Id}").ShouldBeAsync(HttpStatusCode.OK);
        read.GetProperty("data").GetProperty("connectionType").GetString().ShouldBe("coexistence");
        read.GetProperty("data").GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_type_that_the_link_does_not_allow_is_refused()
    {
        var link = await _stage.CreateLinkAsync("""{"name":"x","allowedConnectionTypes":["coexistence"]}""");
        (await CallbackAsync(link, _stage.Meta.SignUp()))
            .GetProperty("errorCode")
            .GetString()
            .ShouldBe("connection_type_not_allowed");
    }

    [Fact]
    public async Task A_number_of_another_organization_is_refused_and_stays_with_it()
    {
        var mine = await _stage.ConnectAsync();
        var other = await _stage.Host.CreateOrganizationAsync("Other");
        var made = await other
            .Sandbox.PostJsonAsync("/v1/onboarding-links", """{"name":"theirs"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await using var page = await SignupPage.OpenAsync(
            _stage.Host.Address,
            Guid.Parse(made.GetProperty("data").GetProperty("id").GetString()!)
        );
        var again = _stage.Meta.SignUp(mine.Again);
        (await page.CallbackAsync(again)).GetProperty("errorCode").GetString().ShouldBe("number_connected_elsewhere");
        await _stage.Api.GetAsync($"/v1/phones/{mine.Id}").ShouldBeAsync(HttpStatusCode.OK);
        (await other.Sandbox.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK))
            .GetProperty("data")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task Connecting_the_same_number_again_keeps_its_id_and_metadata()
    {
        var first = await _stage.ConnectAsync(linkJson: """{"name":"x","metadata":{"store":"one"}}""");
        var second = await _stage.ConnectAsync(first.Again, """{"name":"y","metadata":{"store":"two"}}""");
        second.Id.ShouldBe(first.Id);
        var read = await _stage.Api.GetAsync($"/v1/phones/{first.Id}").ShouldBeAsync(HttpStatusCode.OK);
        read.GetProperty("data").GetProperty("metadata").GetProperty("store").GetString().ShouldBe("one");
    }

    [Fact]
    public async Task A_link_accepts_at_most_ten_attempts()
    {
        var link = await _stage.CreateLinkAsync();
        for (var number = 1; number <= 10; number++)
        {
            await using var page = await link.OpenAsync();
            await page.PostEventAsync($$"""{"pageToken":"{{page.PageToken}}","type":"popup_opened"}""")
                .ShouldBeAsync(HttpStatusCode.NoContent);
            await page.PostEventAsync(
                    $$"""{"pageToken":"{{page.PageToken}}","type":"abandoned","step":"PHONE_NUMBER_SETUP"}"""
                )
                .ShouldBeAsync(HttpStatusCode.NoContent);
        }
        await using var last = await link.OpenAsync();
        last.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        last.PageToken.ShouldBeNull();
        var attempt = (await link.ReadAsync()).GetProperty("lastAttempt");
        attempt.GetProperty("outcome").GetString().ShouldBe("abandoned");
        attempt.GetProperty("step").GetString().ShouldBe("PHONE_NUMBER_SETUP");
    }

    [Theory]
    [InlineData("""{"pageToken":"T","type":"dancing"}""", "type")]
    [InlineData("""{"pageToken":"T","type":"abandoned","step":"a b"}""", "step")]
    [InlineData("""{"pageToken":"T","type":"error","errorCode":"<x>"}""", "errorCode")]
    public async Task A_bad_funnel_event_is_refused_and_names_the_field(string body, string field)
    {
        var link = await _stage.CreateLinkAsync();
        await using var page = await link.OpenAsync();
        await page.PostEventAsync(body.Replace("\"T\"", $"\"{page.PageToken}\"", StringComparison.Ordinal))
            .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "validation_failed", field);
    }

    private static async Task<JsonElement> CallbackAsync(Link link, SignupOutcome outcome)
    {
        await using var page = await link.OpenAsync();
        return await page.CallbackAsync(outcome);
    }
}
