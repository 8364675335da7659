using System.Net;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.SignUp;

/// <summary>Codes of Meta's window without the number, which the window does not name for numbers of the app.</summary>
public sealed class NumberChoiceTests
{
    private const string ByCode = Root + "/meta/oauth",
        BySignup = AccountStage.Root + "/whatsapp/embedded-signup";

    [Theory, EachDatabase]
    public async Task The_only_number_of_the_account_is_found_on_both_routes(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var first = stage.Meta.SignUp(new SignupChoices { Coexistence = true });
        var made = await stage.Api.PostJsonAsync(ByCode, Json(first)).ShouldBeAsync(HttpStatusCode.Created);
        (made.Text("status"), made.Text("phone_number_id")).ShouldBe(("connected", first.PhoneNumberId));
        (await stage.OnlyPhoneAsync()).Text("connectionType").ShouldBe("coexistence");

        var second = stage.Meta.SignUp(new SignupChoices { Coexistence = true });
        var account = await stage.Api.PostJsonAsync(BySignup, Json(second)).ShouldBeAsync(HttpStatusCode.OK);
        (account.Text("status"), account.Text("phone_number_id")).ShouldBe(("connected", second.PhoneNumberId));
        stage.Registrations().ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Of_several_numbers_one_is_chosen_with_the_same_code(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        foreach (var route in new[] { ByCode, BySignup })
        {
            var first = stage.Meta.SignUp();
            var both = stage.Meta.SignUp(new SignupChoices { BusinessId = first.BusinessId, WabaId = first.WabaId });
            var before = Exchanges(stage);

            var refused = await stage.Api.PostJsonAsync(route, Json(both)).ShouldBeAsync(HttpStatusCode.BadRequest);

            var error = route == ByCode ? refused.GetProperty("error") : refused;
            error.Text(route == ByCode ? "code" : "reason").ShouldBe("meta_number_choice_required");
            error.Text(route == ByCode ? "param" : "field").ShouldBe("phone_number_id");
            error
                .GetProperty("choices")
                .EnumerateArray()
                .Select(choice => choice.Text("phone_number_id"))
                .ShouldBe([both.PhoneNumberId, first.PhoneNumberId], ignoreOrder: true);
            (await stage.Api.PostJsonAsync(route, Json(both, "100")).ShouldBeAsync(HttpStatusCode.BadRequest))
                .GetRawText()
                .ShouldContain("phone_number_id");

            var chosen = await stage.Api.PostJsonAsync(route, Json(both, first.PhoneNumberId));

            chosen.IsSuccessStatusCode.ShouldBeTrue(await chosen.Content.ReadAsStringAsync());
            Exchanges(stage).ShouldBe(before + 1);
            (
                await stage.ScalarAsync<int>("select count(*) from exchanged_codes where access_token is not null")
            ).ShouldBe(0);
        }
    }

    [Theory, EachDatabase]
    public async Task Another_organization_cannot_choose_with_the_code(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var first = stage.Meta.SignUp();
        var both = stage.Meta.SignUp(new SignupChoices { BusinessId = first.BusinessId, WabaId = first.WabaId });
        await stage.Api.PostJsonAsync(ByCode, Json(both)).ShouldBeAsync(HttpStatusCode.BadRequest);
        var other = await stage.Host.CreateOrganizationAsync("Other");
        await other
            .Sandbox.PostJsonAsync(ByCode, Json(both, first.PhoneNumberId))
            .ShouldBeErrorAsync(400, "provider_error", "meta_code_invalid");
    }

    [Theory, EachDatabase]
    public async Task A_sign_up_without_a_number_is_refused_clearly_each_time(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var outcome = stage.Meta.SignUp(new SignupChoices { WithoutNumber = true });
        for (var post = 0; post < 2; post++)
        {
            var error = await stage
                .Api.PostJsonAsync(ByCode, Json(outcome))
                .ShouldBeErrorAsync(400, "provider_error", "meta_number_missing", "phone_number_id");
            error.Text("message")!.ShouldContain("FINISH_ONLY_WABA");
        }
        var other = stage.Meta.SignUp(new SignupChoices { WithoutNumber = true });
        var refusal = await stage
            .Api.PostJsonAsync(BySignup, Json(other))
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "phone_number_id");
        refusal.Text("error")!.ShouldContain("FINISH_ONLY_WABA");
        Exchanges(stage).ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task A_number_that_stays_in_the_app_takes_no_PIN(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var outcome = stage.Meta.SignUp(new SignupChoices { Coexistence = true });
        var made = await stage.Api.PostJsonAsync(ByCode, Json(outcome)).ShouldBeAsync(HttpStatusCode.Created);

        await stage
            .Api.PostJsonAsync($"{Root}/{made.Id()}/meta/complete-registration", """{"pin":"123456"}""")
            .ShouldBeErrorAsync(400, "validation_error", "number_on_business_app", "pin");
        (await stage.CompleteAsync(made.Id())).Text("status").ShouldBe("connected");
        var account = (await stage.ListAccountsAsync())[0].Id();
        await stage
            .Api.PatchJsonAsync($"{AccountStage.Accounts}/{account}", """{"config":{"pin":"123456"}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.pin");
        stage.Registrations().ShouldBe(0);
    }

    private static int Exchanges(Stage stage) =>
        stage.Meta.Requests.Count(request => request.Path == "/oauth/access_token");

    private static string Json(SignupOutcome outcome, string? number = null)
    {
        var named = number is null ? "" : $$""","phone_number_id":"{{number}}" """;
        return $$"""{"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}"{{named}} }""";
    }
}
