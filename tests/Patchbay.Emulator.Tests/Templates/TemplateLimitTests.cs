namespace Patchbay.Emulator.Tests.Templates;

public sealed class TemplateLimitTests
{
    private const string Body = """
        [{"type":"BODY","text":"Hello {{1}}, your parcel has left our house today.",
        "example":{"body_text":[["Ana"]]}}]
        """;

    [Fact]
    public async Task An_unverified_business_creates_at_most_100_templates_an_hour_and_250_in_all()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        await FillAsync(meta, shop, 0, 100);

        (await CreateAsync(meta, shop, "one_more")).ShouldBeRefused(80007);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(1));
        await FillAsync(meta, shop, 100, 100);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(1));
        await FillAsync(meta, shop, 200, 50);
        (await CreateAsync(meta, shop, "one_more")).ShouldBeRefused(100, 2388019);
        (
            await meta.PostAsync(
                "_emulator/numbers",
                $$"""{"phone_number_id":"{{shop.PhoneNumberId}}","verification_status":"verified"}"""
            )
        ).ShouldSucceed();
        (await CreateAsync(meta, shop, "one_more")).ShouldSucceed();
    }

    [Fact]
    public async Task The_eleventh_edit_in_thirty_days_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = (string)(await CreateAsync(meta, shop, "parcel")).ShouldSucceed()["id"]!;
        Task<Reply> Edit() => meta.PostAsync($"v23.0/{id}", $$"""{"components":{{Body}}}""", shop.AccessToken);
        for (var day = 0; day < 10; day++)
        {
            meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
            (await Edit()).ShouldSucceed();
        }

        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
        (await Edit()).ShouldBeRefused(100, 2388039);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(20));
        (await Edit()).ShouldSucceed();
    }

    [Fact]
    public async Task A_rejected_template_is_edited_and_reviewed_again_and_an_approved_one_keeps_its_name_and_category()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = (string)(await CreateAsync(meta, shop, "parcel")).ShouldSucceed()["id"]!;
        await ControlAsync(meta, $$"""{"template_id":"{{id}}","status":"REJECTED"}""");

        (
            await meta.PostAsync(
                $"v23.0/{id}",
                $$"""{"category":"MARKETING","components":{{Body}}}""",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (await StatusAsync(meta, shop, id)).ShouldBe("PENDING");
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(3));
        (await StatusAsync(meta, shop, id)).ShouldBe("APPROVED");
        (
            await meta.PostAsync($"v23.0/{id}", $$"""{"category":"UTILITY","components":{{Body}}}""", shop.AccessToken)
        ).ShouldBeRefused(100);
        (
            await meta.PostAsync($"v23.0/{id}", $$"""{"name":"other","components":{{Body}}}""", shop.AccessToken)
        ).ShouldBeRefused(100);
    }

    [Fact]
    public async Task Changes_of_quality_and_category_send_webhooks()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var id = (string)(await CreateAsync(meta, shop, "parcel")).ShouldSucceed()["id"]!;
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(3));

        await ControlAsync(meta, $$"""{"template_id":"{{id}}","quality":"RED","category":"MARKETING"}""");
        await meta.SettleAsync();

        var quality = meta.Webhooks.Of("message_template_quality_update").Single();
        ((string)quality["previous_quality_score"]!, (string)quality["new_quality_score"]!).ShouldBe(
            ("UNKNOWN", "RED")
        );
        var category = meta.Webhooks.Of("template_category_update").Single();
        ((string)category["previous_category"]!, (string)category["new_category"]!).ShouldBe(("UTILITY", "MARKETING"));
        (
            (string)
                (await meta.GetAsync($"v23.0/{id}?fields=previous_category", shop.AccessToken)).ShouldSucceed()[
                    "previous_category"
                ]!
        ).ShouldBe("UTILITY");
    }

    [Fact]
    public async Task A_disabled_template_and_a_list_with_an_unknown_id_cannot_be_deleted()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = (string)(await CreateAsync(meta, shop, "parcel")).ShouldSucceed()["id"]!;
        await ControlAsync(meta, $$"""{"template_id":"{{id}}","status":"DISABLED"}""");

        (
            await meta.DeleteAsync($"v23.0/{shop.WabaId}/message_templates?name=parcel", shop.AccessToken)
        ).ShouldBeRefused(100, 2388039);
        (
            await meta.DeleteAsync($"v23.0/{shop.WabaId}/message_templates?hsm_ids=[\"{id}\",\"9\"]", shop.AccessToken)
        ).ShouldBeRefused(100);
        (
            await meta.DeleteAsync(
                $"v23.0/{shop.WabaId}/message_templates?hsm_ids=[\"{id}\"]&name=parcel",
                shop.AccessToken
            )
        ).ShouldBeRefused(100);
    }

    [Theory]
    [InlineData("UTILITY", 29)]
    [InlineData("UTILITY", 43_201)]
    [InlineData("MARKETING", 43_199)]
    public async Task A_message_lifetime_outside_the_range_of_its_category_is_refused(string category, int seconds)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (
            await meta.PostAsync(
                $"v23.0/{shop.WabaId}/message_templates",
                $$"""
                {"name":"x","language":"en_US","category":"{{category}}","message_send_ttl_seconds":{{seconds}},
                "components":{{Body}}}
                """,
                shop.AccessToken
            )
        ).ShouldBeRefused(100);
    }

    [Fact]
    public async Task A_library_template_needs_its_buttons_but_no_review()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var found = (
            await meta.GetAsync(
                "v23.0/message_template_library?topic=ORDER_MANAGEMENT&language=pt_BR",
                shop.AccessToken
            )
        ).ShouldSucceed()["data"]!.AsArray();
        found.Count.ShouldBe(4);
        Task<Reply> Use(string more) =>
            meta.PostAsync(
                $"v23.0/{shop.WabaId}/message_templates",
                $$"""
                {"name":"mine","language":"pt_BR","category":"UTILITY",
                "library_template_name":"delivery_update_1"{{more}}}
                """,
                shop.AccessToken
            );

        (await Use("")).ShouldBeRefused(100);
        (
            await Use(
                ",\"library_template_button_inputs\":[{\"type\":\"PHONE_NUMBER\",\"phone_number\":\"+5511912345678\"}]"
            )
        ).ShouldBeRefused(100);
        var id = (string)
            (
                await Use(
                    """
                    ,"library_template_button_inputs":[{"type":"URL",
                    "url":{"base_url":"https://shop.test/{{1}}","url_suffix_example":"https://shop.test/1"}}]
                    """
                )
            ).ShouldSucceed()["id"]!;
        await meta.SettleAsync();

        (await StatusAsync(meta, shop, id)).ShouldBe("APPROVED");
    }

    [Fact]
    public async Task Two_templates_are_compared_by_sends_and_block_rate()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var (parcel, letter) = (
            (string)(await CreateAsync(meta, shop, "parcel")).ShouldSucceed()["id"]!,
            (string)(await CreateAsync(meta, shop, "letter")).ShouldSucceed()["id"]!
        );
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(3));
        (await SendAsync(meta, shop, "letter")).ShouldSucceed();
        await ControlAsync(meta, $$"""{"template_id":"{{letter}}","quality":"RED"}""");
        var now = meta.Clock.GetUtcNow().ToUnixTimeSeconds();

        var data = (
            await meta.GetAsync(
                $"v23.0/{parcel}/compare?template_ids=[{letter}]&start={now - 60}&end={now + 60}",
                shop.AccessToken
            )
        ).ShouldSucceed()["data"]!.AsArray();

        data[0]!["order_by_relative_metric"]!.AsArray().Select(id => (string)id!).ShouldBe([letter, parcel]);
        data[1]!["number_values"]!
            .AsArray()
            .ToDictionary(v => (string)v!["key"]!, v => (int)v!["value"]!)
            .ShouldBe(new() { [parcel] = 0, [letter] = 1 });
        (
            await meta.GetAsync($"v23.0/{parcel}/compare?template_ids=[{parcel}9]&start=1&end=2", shop.AccessToken)
        ).ShouldBeRefused(100);
        (
            await meta.GetAsync($"v23.0/{parcel}/compare?template_ids=[{letter}]&start=2&end=1", shop.AccessToken)
        ).ShouldBeRefused(100);
    }

    [Fact]
    public async Task Templates_move_only_within_a_business_and_only_with_good_quality()
    {
        await using var meta = await Meta.StartAsync();
        var (shop, stranger) = (meta.Connect("Shop"), meta.Connect("Stranger"));
        var (good, bad) = (
            (string)(await CreateAsync(meta, shop, "parcel")).ShouldSucceed()["id"]!,
            (string)(await CreateAsync(meta, shop, "letter")).ShouldSucceed()["id"]!
        );
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(3));
        await ControlAsync(meta, $$"""{"template_id":"{{bad}}","quality":"RED"}""");
        var second = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{shop.BusinessId}/whatsapp_business_accounts",
                    """{"name":"Second"}""",
                    shop.AccessToken
                )
            ).ShouldSucceed()["id"]!;
        Task<Reply> Migrate(string target, string token) =>
            meta.PostAsync(
                $"v23.0/{target}/migrate_message_templates",
                $$"""{"source_waba_id":"{{shop.WabaId}}","template_ids":["{{good}}","{{bad}}"]}""",
                token
            );

        (await Migrate(stranger.WabaId, stranger.AccessToken)).ShouldBeRefused(200);
        var moved = (await Migrate(second, shop.AccessToken)).ShouldSucceed();

        moved["migrated_templates"]!.AsArray().Count.ShouldBe(1);
        moved["failed_templates"]!.AsObject().Select(f => f.Key).ShouldBe([bad]);
    }

    private static async Task FillAsync(Meta meta, ConnectedNumber shop, int first, int count)
    {
        // The greeting template of the account counts too.
        for (var i = first; i < first + count - (first == 0 ? 1 : 0); i++)
            (await CreateAsync(meta, shop, $"t_{i}")).ShouldSucceed();
    }

    private static async Task ControlAsync(Meta meta, string body) =>
        (await meta.PostAsync("_emulator/templates", body)).ShouldSucceed();

    private static async Task<string> StatusAsync(Meta meta, ConnectedNumber shop, string id) =>
        (string)(await meta.GetAsync($"v23.0/{id}?fields=status", shop.AccessToken)).ShouldSucceed()["status"]!;

    private static Task<Reply> CreateAsync(Meta meta, ConnectedNumber shop, string name) =>
        meta.PostAsync(
            $"v23.0/{shop.WabaId}/message_templates",
            $$"""{"name":"{{name}}","language":"en_US","category":"UTILITY","components":{{Body}}}""",
            shop.AccessToken
        );

    private static Task<Reply> SendAsync(Meta meta, ConnectedNumber shop, string name) =>
        meta.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/messages",
            $$$"""
            {"messaging_product":"whatsapp","to":"15550100001","type":"template",
            "template":{"name":"{{{name}}}","language":{"code":"en_US"},"components":[{"type":"body",
            "parameters":[{"type":"text","text":"Ana"}]}]}}
            """,
            shop.AccessToken
        );
}
