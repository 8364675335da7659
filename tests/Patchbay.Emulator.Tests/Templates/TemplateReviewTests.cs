namespace Patchbay.Emulator.Tests.Templates;

public sealed class TemplateReviewTests
{
    private const string Body = """
        [{"type":"BODY","text":"Hello {{1}}, your parcel has left our house today.",
        "example":{"body_text":[["Ana"]]}}]
        """;

    [Fact]
    public async Task A_submitted_template_is_pending_and_then_approved()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();

        var made = (await CreateAsync(meta, shop, "parcel", Body)).ShouldSucceed();
        ((string)made["status"]!).ShouldBe("PENDING");
        (await SendAsync(meta, shop, "parcel", "Ana")).ShouldBeRefused(132001);
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(5));
        await meta.SettleAsync();

        (await SendAsync(meta, shop, "parcel", "Ana")).ShouldSucceed();
        var update = meta.Webhooks.Of("message_template_status_update").Single();
        ((string)update["event"]!).ShouldBe("APPROVED");
        ((string)update["message_template_language"]!).ShouldBe("en-US");
        ((long)update["message_template_id"]!).ShouldBe(
            long.Parse((string)made["id"]!, System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task A_body_with_the_reject_mark_is_rejected()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();

        (
            await CreateAsync(meta, shop, "bad", """[{"type":"BODY","text":"This is emulator:reject text."}]""")
        ).ShouldSucceed();
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(5));
        await meta.SettleAsync();

        ((string)meta.Webhooks.Of("message_template_status_update").Single()["event"]!).ShouldBe("REJECTED");
    }

    [Fact]
    public async Task A_utility_template_that_promotes_becomes_marketing()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var made = (
            await CreateAsync(
                meta,
                shop,
                "promo",
                """[{"type":"BODY","text":"Big discount on everything this week."}]"""
            )
        ).ShouldSucceed();

        ((string)made["category"]!).ShouldBe("MARKETING");
    }

    [Theory]
    [InlineData(
        """[{"type":"BODY","text":"{{1}} is at the start of this text here","example":{"body_text":[["x"]]}}]""",
        2388299
    )]
    [InlineData(
        """
            [{"type":"BODY","text":"Hello {{1}} and {{3}} how are you all doing","example":{"body_text":[["x",
            "y"]]}}]
            """,
        2388072
    )]
    [InlineData("""[{"type":"BODY","text":"Hello {{1}} how are you all doing today"}]""", 2388072)]
    [InlineData(
        """[{"type":"BODY","text":"Hi {{1}} a {{2}} b {{3}} c","example":{"body_text":[["x","y","z"]]}}]""",
        2388293
    )]
    [InlineData("""[{"type":"BODY","text":"Hello there"},{"type":"FOOTER","text":"with {{1}} variable"}]""", 2388073)]
    [InlineData("""[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Hello there"}]""", 2388047)]
    public async Task Bad_components_are_refused(string components, int subcode)
    {
        await using var meta = await Meta.StartAsync();

        (await CreateAsync(meta, meta.Connect(), "broken", components)).ShouldBeRefused(100, subcode);
    }

    [Fact]
    public async Task A_template_name_and_language_exist_once_and_stay_locked_after_deletion()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        (await CreateAsync(meta, shop, "parcel", Body)).ShouldSucceed();

        (await CreateAsync(meta, shop, "parcel", Body)).ShouldBeRefused(100, 2388024);
        (
            await meta.DeleteAsync($"v23.0/{shop.WabaId}/message_templates?name=parcel", shop.AccessToken)
        ).ShouldSucceed();
        (await CreateAsync(meta, shop, "parcel", Body)).ShouldBeRefused(100, 2388023);
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(31));
        (await CreateAsync(meta, shop, "parcel", Body)).ShouldSucceed();
    }

    [Fact]
    public async Task The_third_pause_of_a_template_disables_it()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var shop = meta.Connect();
        var id = (string)(await CreateAsync(meta, shop, "parcel", Body)).ShouldSucceed()["id"]!;
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(5));

        await PauseAsync(meta, id);
        (await SendAsync(meta, shop, "parcel", "Ana")).ShouldBeRefused(132015);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(3));
        (await SendAsync(meta, shop, "parcel", "Ana")).ShouldSucceed();
        await PauseAsync(meta, id);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(6));
        await PauseAsync(meta, id);

        (await SendAsync(meta, shop, "parcel", "Ana")).ShouldBeRefused(132016);
        await meta.SettleAsync();
        meta.Webhooks.Of("message_template_status_update")
            .Select(v => (string)v["event"]!)
            .ShouldBe(["APPROVED", "PAUSED", "APPROVED", "PAUSED", "APPROVED", "DISABLED"]);
    }

    [Fact]
    public async Task A_pending_template_cannot_be_edited_and_an_approved_one_only_once_a_day()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var id = (string)(await CreateAsync(meta, shop, "parcel", Body)).ShouldSucceed()["id"]!;
        (await meta.PostAsync($"v23.0/{id}", $$"""{"components":{{Body}}}""", shop.AccessToken)).ShouldBeRefused(
            100,
            2388039
        );
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(5));

        (await meta.PostAsync($"v23.0/{id}", $$"""{"components":{{Body}}}""", shop.AccessToken)).ShouldSucceed();
        (await meta.PostAsync($"v23.0/{id}", $$"""{"components":{{Body}}}""", shop.AccessToken)).ShouldBeRefused(
            100,
            2388039
        );
    }

    private static async Task PauseAsync(Meta meta, string id) =>
        (
            await meta.PostAsync("_emulator/templates", $$"""{"template_id":"{{id}}","status":"PAUSED"}""")
        ).ShouldSucceed();

    private static Task<Reply> CreateAsync(Meta meta, ConnectedNumber shop, string name, string components) =>
        meta.PostAsync(
            $"v23.0/{shop.WabaId}/message_templates",
            $$"""{"name":"{{name}}","language":"en_US","category":"UTILITY","components":{{components}}}""",
            shop.AccessToken
        );

    private static Task<Reply> SendAsync(Meta meta, ConnectedNumber shop, string name, string value) =>
        meta.PostAsync(
            $"v23.0/{shop.PhoneNumberId}/messages",
            $$$"""
            {"messaging_product":"whatsapp","to":"15550100001","type":"template",
            "template":{"name":"{{{name}}}","language":{"code":"en_US"},"components":[{"type":"body",
            "parameters":[{"type":"text","text":"{{{value}}}"}]}]}}
            """,
            shop.AccessToken
        );
}
