using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Signup;

public sealed class SignupTests
{
    [Fact]
    public async Task A_finished_sign_up_names_its_assets_and_notifies_the_partner()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();

        var signup = meta.Emulator.SignUp(
            new SignupChoices
            {
                BusinessName = "Shop",
                Page = true,
                Catalog = true,
            }
        );
        await meta.SettleAsync();

        var session = JsonNode.Parse(signup.SessionJson)!;
        ((string)session["event"]!).ShouldBe("FINISH");
        ((string)session["data"]!["phone_number_id"]!).ShouldBe(signup.PhoneNumberId);
        session["data"]!["page_ids"]!.AsArray().Count.ShouldBe(1);
        session["data"]!["catalog_ids"]!.AsArray().Count.ShouldBe(1);
        var update = meta.Webhooks.Of("account_update").Single();
        ((string)update["event"]!).ShouldBe("PARTNER_ADDED");
        ((string)update["waba_info"]!["waba_id"]!).ShouldBe(signup.WabaId);
        ((string)meta.Webhooks.All[0].Json["entry"]![0]!["id"]!).ShouldBe(EmulatorDefaults.PartnerBusinessId);
    }

    [Theory]
    [InlineData(true, false, "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING")]
    [InlineData(false, true, "FINISH_ONLY_WABA")]
    public async Task Coexistence_and_a_sign_up_without_a_number_have_their_own_events(
        bool coexistence,
        bool withoutNumber,
        string expected
    )
    {
        await using var meta = await Meta.StartAsync();

        var signup = meta.Emulator.SignUp(
            new SignupChoices { Coexistence = coexistence, WithoutNumber = withoutNumber }
        );

        signup.Event.ShouldBe(expected);
        JsonNode.Parse(signup.SessionJson)!["data"]!["phone_number_id"].ShouldBeNull();
    }

    [Fact]
    public async Task Withheld_ids_are_missing_from_the_session_data()
    {
        await using var meta = await Meta.StartAsync();

        var signup = meta.Emulator.SignUp(new SignupChoices { Withhold = ["waba_id", "phone_number_id"] });

        JsonNode.Parse(signup.SessionJson)!["data"]!.AsObject().Select(m => m.Key).ShouldBe(["business_id"]);
    }

    [Fact]
    public async Task The_dialog_requires_the_code_that_was_sent()
    {
        await using var meta = await Meta.StartAsync();
        var app = meta.Emulator.AppId;
        var sent = (
            await meta.PostAsync("v23.0/dialog/code", $$"""{"client_id":"{{app}}","phone_number":"+5511987654321"}""")
        ).ShouldSucceed();
        string Finish() =>
            $$"""
                {"client_id":"{{app}}","config_id":"{{meta.Emulator.ConfigId}}","business_name":"Shop",
                "phone_number":"+5511987654321","verified_name":"Shop"}
                """;

        (await meta.PostAsync("v23.0/dialog/finish", Finish())).Status.ShouldBe(400);
        (
            await meta.PostAsync(
                "v23.0/dialog/verify",
                $$"""{"client_id":"{{app}}","phone_number":"+5511987654321","code":"000000x"}"""
            )
        ).Status.ShouldBe(400);
        (
            await meta.PostAsync(
                "v23.0/dialog/verify",
                $$"""{"client_id":"{{app}}","phone_number":"+5511987654321","code":"{{sent["hint"]}}"}"""
            )
        ).ShouldSucceed();

        (
            (string)(await meta.PostAsync("v23.0/dialog/finish", Finish())).ShouldSucceed()["session"]!["event"]!
        ).ShouldBe("FINISH");
    }

    [Fact]
    public async Task A_number_verified_beforehand_needs_no_code_and_becomes_a_normal_number()
    {
        await using var meta = await Meta.StartAsync();
        var id = await VerifyBeforehandAsync(meta);
        var context = (
            await meta.GetAsync(
                $"v23.0/dialog/context?client_id={meta.Emulator.AppId}&config_id={meta.Emulator.ConfigId}"
                    + $"&preverified_id={id}"
            )
        ).ShouldSucceed();

        var session = (
            await meta.PostAsync(
                "v23.0/dialog/finish",
                $$"""
                {"client_id":"{{meta.Emulator.AppId}}","business_name":"Shop","verified_name":"Shop",
                "preverified_id":"{{id}}"}
                """
            )
        ).ShouldSucceed()["session"]!;

        ((string)context["preverified"]!["display"]!).ShouldBe("+1 555-204-0000");
        var number = (
            await meta.GetAsync(
                $"v23.0/{session["data"]!["phone_number_id"]}?fields=display_phone_number,code_verification_status",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldSucceed();
        ((string)number["display_phone_number"]!).ShouldBe("+1 555-204-0000");
        ((string)number["code_verification_status"]!).ShouldBe("VERIFIED");
        (await meta.GetAsync($"v23.0/{id}", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(100, 33);
    }

    [Fact]
    public async Task A_number_with_an_expired_verification_is_neither_offered_nor_accepted()
    {
        await using var meta = await Meta.StartAsync();
        var id = await VerifyBeforehandAsync(meta);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(91));

        (await meta.GetAsync($"v23.0/dialog/context?client_id={meta.Emulator.AppId}&preverified_id={id}"))
            .ShouldSucceed()["preverified"]
            .ShouldBeNull();
        (
            await meta.PostAsync(
                "v23.0/dialog/finish",
                $$"""{"client_id":"{{meta.Emulator.AppId}}","business_name":"Shop","preverified_id":"{{id}}"}"""
            )
        ).Status.ShouldBe(400);
        (await meta.GetAsync($"v23.0/{id}", EmulatorDefaults.SystemUserToken)).ShouldSucceed();
    }

    private static async Task<string> VerifyBeforehandAsync(Meta meta)
    {
        var id = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{EmulatorDefaults.PartnerBusinessId}/add_phone_numbers",
                    """{"phone_number":"+15552040000"}""",
                    EmulatorDefaults.SystemUserToken
                )
            ).ShouldSucceed()["id"]!;
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldSucceed();
        var code = meta.Emulator.Host.Worlds.Default.Find<Emulator.PreVerified.PreVerifiedNumber>(id)!.Code;
        (
            await meta.PostAsync(
                $"v23.0/{id}/verify_code",
                $$"""{"code":"{{code}}"}""",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldSucceed();
        return id;
    }

    [Theory]
    [InlineData("en_US/sdk.js", "text/javascript")]
    [InlineData("sdk.js", "text/javascript")]
    [InlineData("v23.0/dialog/oauth?client_id=1", "text/html")]
    [InlineData("phone", "text/html")]
    public async Task Pages_and_scripts_have_their_content_type_and_pages_have_a_security_policy(
        string path,
        string type
    )
    {
        await using var meta = await Meta.StartAsync();

        var reply = await meta.GetAsync(path);

        reply.Status.ShouldBe(200);
        reply.Response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        if (type == "text/html")
            reply.Response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
    }
}
