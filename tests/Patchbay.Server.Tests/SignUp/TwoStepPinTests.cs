using System.Net;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.SignUp;

/// <summary>A number whose owner has set a two-step PIN, on every surface.</summary>
public sealed class TwoStepPinTests
{
    [Theory, EachDatabase]
    public async Task The_owners_PIN_is_asked_for_and_no_PIN_of_ours_is_tried(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = await stage.RegisterAsync(await stage.NumberWithPinAsync());
        made.Standing().ShouldBe(("pending", "two_step_pin_required", "send_pin"));

        var without = await stage.CompleteAsync(made.Id());

        without.Standing().ShouldBe(("pending", "two_step_pin_required", "send_pin"));
        (await stage.LastAuditAsync(made.Id())).ShouldBe(
            ("provider_connection.registration_completed", "failed", "two_step_pin_required")
        );
        stage.Registrations().ShouldBe(0);
        var done = await stage.CompleteAsync(made.Id(), PinStage.OwnersPin);
        done.Standing().ShouldBe(("connected", null, null));
        (await stage.LastAuditAsync(made.Id())).ShouldBe(
            ("provider_connection.registration_completed", "succeeded", null)
        );
    }

    [Theory, EachDatabase]
    public async Task Wrong_PINs_are_named_and_nothing_is_sent_while_Meta_asks_to_wait(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var id = (await stage.RegisterAsync(await stage.NumberWithPinAsync())).Id();
        foreach (var wrong in new[] { "111110", "111111", "111112" })
        {
            (await stage.CompleteAsync(id, wrong)).Standing().ShouldBe(("pending", "two_step_pin_wrong", "send_pin"));
            (await stage.LastAuditAsync(id)).ShouldBe(
                ("provider_connection.registration_completed", "failed", "two_step_pin_wrong")
            );
        }

        var tooFast = await stage.CompleteAsync(id, "111113");

        tooFast.Standing().ShouldBe(("pending", "two_step_pin_wait", "wait"));
        var until = tooFast.GetProperty("wait_until").GetDateTimeOffset();
        until.ShouldBe(stage.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2));
        stage.Registrations().ShouldBe(4);
        (await stage.CompleteAsync(id, PinStage.OwnersPin))
            .GetProperty("wait_until")
            .GetDateTimeOffset()
            .ShouldBe(until);
        stage.Registrations().ShouldBe(4);

        stage.Clock.Advance(until - stage.Clock.GetUtcNow());
        (await stage.ReadConnectionAsync(id)).Standing().ShouldBe(("pending", "two_step_pin_wrong", "send_pin"));
        (await stage.CompleteAsync(id, PinStage.OwnersPin)).Standing().ShouldBe(("connected", null, null));
    }

    [Theory, EachDatabase]
    public async Task A_number_that_Meta_closed_is_left_alone_for_twelve_hours(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var id = (await stage.RegisterAsync(await stage.NumberWithPinAsync())).Id();
        stage.Meta.FailNext("/*/register", code: 133008, method: "POST");

        var closed = await stage.CompleteAsync(id, PinStage.OwnersPin);

        closed.Standing().ShouldBe(("pending", "two_step_pin_locked", "wait"));
        var until = closed.GetProperty("wait_until").GetDateTimeOffset();
        until.ShouldBe(stage.Clock.GetUtcNow() + TimeSpan.FromHours(12));
        stage.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        (await stage.CompleteAsync(id, PinStage.OwnersPin)).Text("status_reason").ShouldBe("two_step_pin_locked");
        stage.Registrations().ShouldBe(1);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        (await stage.CompleteAsync(id, PinStage.OwnersPin)).Text("status").ShouldBe("connected");
    }

    [Theory, EachDatabase]
    public async Task Ten_registrations_within_72_hours_are_counted_before_Meta_counts_them(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var id = (await stage.RegisterAsync(await stage.NumberWithPinAsync())).Id();
        stage.Meta.FailNext("/*/register", code: 133000, method: "POST", times: 10);
        var first = stage.Clock.GetUtcNow();
        for (var call = 0; call < 10; call++)
        {
            var failed = await stage.CompleteAsync(id, PinStage.OwnersPin);
            failed.Standing().ShouldBe(("pending", "two_step_pin_required", "send_pin"));
            stage.Clock.Advance(TimeSpan.FromHours(1));
        }

        var eleventh = await stage.CompleteAsync(id, PinStage.OwnersPin);

        eleventh.Standing().ShouldBe(("pending", "registration_limit_reached", "wait"));
        eleventh.GetProperty("wait_until").GetDateTimeOffset().ShouldBe(first + TimeSpan.FromHours(72));
        stage.Registrations().ShouldBe(10);
        stage.Clock.Advance(TimeSpan.FromHours(62));
        (await stage.CompleteAsync(id, PinStage.OwnersPin)).Text("status").ShouldBe("connected");
        stage.Registrations().ShouldBe(11);
    }

    [Theory, EachDatabase]
    public async Task Calls_at_once_are_counted_one_by_one(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var id = (await stage.RegisterAsync(await stage.NumberWithPinAsync())).Id();
        stage.Meta.FailNext("/*/register", code: 133000, method: "POST", times: 100);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => stage.CompleteAsync(id, PinStage.OwnersPin)));

        stage.Registrations().ShouldBe(10);
    }

    [Theory]
    [InlineData(133006, "number_not_verified", "see_whatsapp_manager")]
    [InlineData(136025, "number_not_verified", "see_whatsapp_manager")]
    [InlineData(133015, "number_recently_deleted", "wait")]
    [InlineData(133016, "registration_limit_reached", "wait")]
    [InlineData(133004, "phone_not_registered", "register_number")]
    public async Task Other_refusals_of_a_registration_have_codes_of_their_own(int code, string reason, string action)
    {
        await using var stage = await Stage.StartAsync();
        stage.Meta.FailNext("/*/register", code: code, method: "POST");
        var outcome = stage.Meta.SignUp();
        var made = await stage
            .Api.PostJsonAsync(
                $"{Root}/meta/oauth",
                $$"""{"code":"{{outcome.Code}}","waba_id":"{{outcome.WabaId}}","phone_number_id":"{{outcome.PhoneNumberId}}"}"""
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        made.Standing().ShouldBe(("pending", reason, action));
    }

    [Theory, EachDatabase]
    public async Task Health_and_readiness_say_the_same_and_no_restriction(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var made = await stage.RegisterAsync(await stage.NumberWithPinAsync());
        await stage.CompleteAsync(made.Id(), "111111");

        var phone = await stage.OnlyPhoneAsync();
        (phone.Text("status"), phone.Text("statusReason"), phone.Text("nextAction")).ShouldBe(
            ("pending", "two_step_pin_wrong", "send_pin")
        );
        var health = (
            await stage.Api.GetAsync($"/v1/phones/{phone.Id()}/health").ShouldBeAsync(HttpStatusCode.OK)
        ).GetProperty("data");
        health
            .GetProperty("issues")
            .EnumerateArray()
            .Select(issue => issue.Text("code"))
            .ShouldBe(["two_step_pin_wrong"]);
        var check = health
            .GetProperty("checks")
            .EnumerateArray()
            .Single(found => found.Text("name") == "number_registered");
        (check.Text("state"), check.Text("nextAction")).ShouldBe(("fail", "send_pin"));
        var channel = await stage.ChannelAsync("whatsapp");
        (channel.Text("status"), channel.Text("reason")).ShouldBe(("pending", "two_step_pin_wrong"));
        (await stage.ReadConnectionAsync(made.Id())).Standing().ShouldBe(("pending", "two_step_pin_wrong", "send_pin"));
    }

    [Theory, EachDatabase]
    public async Task A_link_completes_and_both_surfaces_say_that_the_PIN_is_missing(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var connected = await stage.ConnectAsync(PinStage.ChoicesOf(await stage.NumberWithPinAsync()));

        var link = await connected.Link.ReadAsync();

        (link.Text("status"), link.GetProperty("isPhoneRegistered").GetBoolean()).ShouldBe(("completed", false));
        var attempt = link.GetProperty("lastAttempt");
        (attempt.Text("outcome"), attempt.Text("nextAction")).ShouldBe(("succeeded", "send_pin"));
        StepOf(attempt, "register_number").ShouldBe(("failed", "two_step_pin_required"));
        var phone = await stage.OnlyPhoneAsync();
        (phone.Text("status"), phone.Text("statusReason")).ShouldBe(("pending", "two_step_pin_required"));
        var connection = await stage.ReadConnectionAsync(phone.Text("connectionId")!);
        connection.Standing().ShouldBe(("pending", "two_step_pin_required", "send_pin"));
        stage.Registrations().ShouldBe(0);

        await stage.CompleteAsync(connection.Id(), PinStage.OwnersPin);
        var after = await connected.Link.ReadAsync();
        after.GetProperty("isPhoneRegistered").GetBoolean().ShouldBeTrue();
        after.GetProperty("lastAttempt").Text("nextAction").ShouldBeNull();
        (await stage.OnlyPhoneAsync()).Text("status").ShouldBe("connected");
    }

    [Theory, EachDatabase]
    public async Task An_account_is_refused_with_the_PIN_as_its_fault_and_stores_nothing(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = await stage.NumberWithPinAsync();

        var without = await CreateAsync("").ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.pin");
        (without.Text("reason"), without.Text("next_action")).ShouldBe(("two_step_pin_required", "send_pin"));
        stage.Registrations().ShouldBe(0);
        var wrong = await CreateAsync(""","pin":"111111" """)
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.pin");
        (wrong.Text("reason"), wrong.Text("next_action")).ShouldBe(("two_step_pin_wrong", "send_pin"));
        stage.Meta.FailNext("/*/register", code: 133009, method: "POST");
        var tooFast = await CreateAsync(""","pin":"000000" """).ShouldBeRefusalAsync(429, "PROVIDER_ERROR");
        (tooFast.Text("reason"), tooFast.Text("next_action")).ShouldBe(("two_step_pin_wait", "wait"));
        tooFast.GetProperty("wait_until").GetDateTimeOffset().ShouldBe(stage.Clock.GetUtcNow().AddMinutes(1));
        (await stage.ListAccountsAsync()).GetArrayLength().ShouldBe(0);

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        (await CreateAsync(""","pin":"000000" """).ShouldBeAsync(HttpStatusCode.Created))
            .Text("status")
            .ShouldBe("connected");

        Task<HttpResponseMessage> CreateAsync(string more) =>
            stage.Api.PostJsonAsync(AccountStage.Accounts, AccountStage.NumberJson(number, more));
    }

    [Theory, EachDatabase]
    public async Task A_pending_account_takes_the_PIN_by_a_change_of_its_config(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await stage.RegisterAsync(await stage.NumberWithPinAsync());
        var account = (await stage.ListAccountsAsync())[0];
        (account.Text("status_reason"), account.Text("next_action")).ShouldBe(("two_step_pin_required", "send_pin"));
        var path = $"{AccountStage.Accounts}/{account.Id()}";

        var wrong = await stage
            .Api.PatchJsonAsync(path, """{"config":{"pin":"111111"}}""")
            .ShouldBeRefusalAsync(400, "VALIDATION_ERROR", "config.pin");
        wrong.Text("reason").ShouldBe("two_step_pin_wrong");
        await stage.Api.PatchJsonAsync(path, """{"config":{"pin":"000000"}}""").ShouldBeAsync(HttpStatusCode.OK);

        (await stage.ListAccountsAsync())[0].Text("status").ShouldBe("connected");
    }

    [Theory, EachDatabase]
    public async Task An_instance_says_that_the_PIN_is_missing(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var instance = await stage.CreateInstanceAsync();

        var made = await stage.SetUpAsync(instance, await stage.NumberWithPinAsync());

        made.Standing().ShouldBe(("pending", "two_step_pin_required", "send_pin"));
        (await stage.StatusAsync(instance)).Standing().ShouldBe(("pending", "two_step_pin_required", "send_pin"));
    }

    [Theory, EachDatabase]
    public async Task A_PIN_that_Meta_accepted_is_used_again(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var number = await stage.NumberWithPinAsync();
        var id = (await stage.RegisterAsync(number)).Id();
        await stage.CompleteAsync(id, PinStage.OwnersPin);
        using var meta = new HttpClient
        {
            BaseAddress = stage.Meta.BaseAddress,
            DefaultRequestHeaders = { Authorization = new("Bearer", number.AccessToken) },
        };
        await meta.PostAsync($"/v23.0/{number.PhoneNumberId}/deregister", null).ShouldBeAsync(HttpStatusCode.OK);

        (await stage.CompleteAsync(id)).Standing().ShouldBe(("connected", null, null));
        stage.Registrations().ShouldBe(2);
    }

    private static (string?, string?) StepOf(JsonElement attempt, string name)
    {
        var step = attempt.GetProperty("steps").EnumerateArray().Single(found => found.Text("step") == name);
        return (step.Text("state"), step.Text("errorCode"));
    }
}
