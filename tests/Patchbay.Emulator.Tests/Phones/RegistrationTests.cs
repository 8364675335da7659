namespace Patchbay.Emulator.Tests.Phones;

public sealed class RegistrationTests
{
    private const string Pin = """{"messaging_product":"whatsapp","pin":"123456"}""";

    [Fact]
    public async Task A_number_is_added_verified_and_registered()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = await AddAsync(meta, shop);

        (await meta.PostAsync($"v23.0/{id}/register", Pin, shop.AccessToken)).ShouldBeRefused(133006);
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{id}/verify_code",
                $$"""{"code":"{{meta.Emulator.VerificationCodeOf(id)}}"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{id}/register", Pin, shop.AccessToken)).ShouldSucceed();

        var phone = (
            await meta.GetAsync($"v23.0/{id}?fields=status,platform_type,code_verification_status", shop.AccessToken)
        ).ShouldSucceed();
        ((string)phone["status"]!).ShouldBe("CONNECTED");
        ((string)phone["platform_type"]!).ShouldBe("CLOUD_API");
    }

    [Fact]
    public async Task A_code_expires_after_ten_minutes()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = await AddAsync(meta, shop);
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        var code = meta.Emulator.VerificationCodeOf(id);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(11));

        (
            await meta.PostAsync($"v23.0/{id}/verify_code", $$"""{"code":"{{code}}"}""", shop.AccessToken)
        ).ShouldBeRefused(100, 2388093);
    }

    [Fact]
    public async Task Registering_again_needs_the_current_pin()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", Pin, shop.AccessToken)).ShouldBeRefused(133005);
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}", """{"pin":"123456"}""", shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", Pin, shop.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task The_eleventh_registration_in_three_days_is_refused_and_locks_the_number()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        const string right = """{"messaging_product":"whatsapp","pin":"000000"}""";
        for (var i = 0; i < 10; i++)
            (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", right, shop.AccessToken)).ShouldSucceed();

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", right, shop.AccessToken)).ShouldBeRefused(133016);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(71));
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", right, shop.AccessToken)).ShouldBeRefused(133016);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(2));
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", right, shop.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task Wrong_pins_first_force_a_wait_and_then_lock_the_number()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        Task<Reply> Guess() => meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", Pin, shop.AccessToken);

        for (var i = 0; i < 3; i++)
            (await Guess()).ShouldBeRefused(133005);
        (await Guess()).ShouldBeRefused(133009);
        for (var i = 0; i < 3; i++)
        {
            meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(1));
            (await Guess()).ShouldBeRefused(133005);
        }
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(1));
        (await Guess()).ShouldBeRefused(133008);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(73));
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/register",
                """{"messaging_product":"whatsapp","pin":"000000"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
    }

    [Theory]
    [InlineData("""{"messaging_product":"whatsapp","pin":"12345"}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","pin":"abcdef"}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","pin":"000000","data_localization_region":"XX"}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","pin":"000000","backup":{"password":"p"}}""", 100)]
    [InlineData(
        """{"messaging_product":"whatsapp","pin":"000000","backup":{"password":"p","data":"not base64!"}}""",
        100
    )]
    public async Task A_malformed_registration_is_refused(string body, int code)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/deregister", "{}", shop.AccessToken)).ShouldSucceed();

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", body, shop.AccessToken)).ShouldBeRefused(code);
    }

    [Fact]
    public async Task A_backup_is_accepted_only_after_deregistration_and_a_sandbox_tier_is_shown()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        const string backup = """
            {"messaging_product":"whatsapp","pin":"000000","tier":"SANDBOX","backup":{"password":"p",
            "data":"YmFja3Vw"}}
            """;

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", backup, shop.AccessToken)).ShouldBeRefused(100);
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/deregister", "{}", shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/deregister", "{}", shop.AccessToken)).ShouldBeRefused(
            133010
        );
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/register", backup, shop.AccessToken)).ShouldSucceed();

        (
            (string)
                (
                    await meta.GetAsync($"v23.0/{shop.PhoneNumberId}?fields=account_mode", shop.AccessToken)
                ).ShouldSucceed()["account_mode"]!
        ).ShouldBe("SANDBOX");
    }

    [Fact]
    public async Task A_deleted_number_cannot_be_registered_for_five_minutes()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var first = await AddAsync(meta, shop);
        (
            await meta.PostAsync("_emulator/numbers", $$"""{"phone_number_id":"{{first}}","delete":true}""")
        ).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{first}", shop.AccessToken)).ShouldBeRefused(100, 33);
        var second = await AddAsync(meta, shop);
        await VerifyAsync(meta, shop, second);

        (await meta.PostAsync($"v23.0/{second}/register", Pin, shop.AccessToken)).ShouldBeRefused(133015);
        meta.Emulator.AdvanceClock(TimeSpan.FromMinutes(5));
        (await meta.PostAsync($"v23.0/{second}/register", Pin, shop.AccessToken)).ShouldSucceed();
    }

    [Fact]
    public async Task Ten_wrong_attempts_end_a_code_and_a_verified_number_gets_no_new_code()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = await AddAsync(meta, shop);
        (await meta.PostAsync($"v23.0/{id}/verify_code", """{"code":"123456"}""", shop.AccessToken)).ShouldBeRefused(
            100,
            2388093
        );
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        var right = meta.Emulator.VerificationCodeOf(id)!;
        for (var i = 0; i < 10; i++)
            (await meta.PostAsync($"v23.0/{id}/verify_code", """{"code":"wrong"}""", shop.AccessToken)).ShouldBeRefused(
                100,
                2388093
            );

        (
            await meta.PostAsync($"v23.0/{id}/verify_code", $$"""{"code":"{{right}}"}""", shop.AccessToken)
        ).ShouldBeRefused(100, 2388093);
        await VerifyAsync(meta, shop, id);
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(100, 2388091);
    }

    [Fact]
    public async Task A_number_of_the_business_app_cannot_be_deregistered()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Emulator.Connect(new SignupChoices { Coexistence = true });

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/deregister", "{}", shop.AccessToken)).ShouldBeRefused(100);
    }

    [Fact]
    public async Task A_coexistence_number_synchronises_once_and_only_within_a_day()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Emulator.Connect(new SignupChoices { Coexistence = true });
        const string history = """{"messaging_product":"whatsapp","sync_type":"history"}""";

        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/smb_app_data", history, shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{shop.PhoneNumberId}/smb_app_data", history, shop.AccessToken)).ShouldBeRefused(
            2593107
        );
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/smb_app_data",
                """{"messaging_product":"whatsapp","sync_type":"smb_app_state_sync"}""",
                shop.AccessToken
            )
        ).ShouldBeRefused(2593108);
    }

    [Fact]
    public async Task Synchronising_sends_webhooks_with_contacts_and_chats()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Emulator.Connect(new SignupChoices { Coexistence = true });
        meta.Emulator.ReceiveText(shop.PhoneNumberId, "15550100001", "Maria Costa", "before");

        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/smb_app_data",
                """{"messaging_product":"whatsapp","sync_type":"smb_app_state_sync"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{shop.PhoneNumberId}/smb_app_data",
                """{"messaging_product":"whatsapp","sync_type":"history"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.Of("smb_app_state_sync").Single()["state_sync"]!
            .AsArray()
            .Select(s => (string)s!["contact"]!["full_name"]!)
            .ShouldContain("Maria Costa");
        var history = meta.Webhooks.Of("history").Single()["history"]![0]!;
        ((int)history["metadata"]!["progress"]!).ShouldBe(100);
        ((string)history["threads"]![0]!["messages"]![0]!["text"]!["body"]!).ShouldBe("before");
    }

    private static async Task<string> AddAsync(Meta meta, ConnectedNumber shop) =>
        (string)
            (
                await meta.PostAsync(
                    $"v23.0/{shop.WabaId}/phone_numbers",
                    """{"cc":"55","phone_number":"11912345678","verified_name":"Shop"}""",
                    shop.AccessToken
                )
            ).ShouldSucceed()["id"]!;

    private static async Task VerifyAsync(Meta meta, ConnectedNumber shop, string id)
    {
        (
            await meta.PostAsync(
                $"v23.0/{id}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{id}/verify_code",
                $$"""{"code":"{{meta.Emulator.VerificationCodeOf(id)}}"}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
    }
}
