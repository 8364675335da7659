namespace Patchbay.Emulator.Tests.Messages;

public sealed class SendTests
{
    private const string Customer = "15550100001";

    [Fact]
    public async Task A_text_is_reported_as_sent_delivered_and_read()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        var id = await meta.SendTextAsync(number, Customer);
        await meta.SettleAsync();

        meta.Webhooks.Statuses(id).ShouldBe(["sent", "delivered", "read"]);
    }

    [Fact]
    public async Task Outside_the_customer_window_a_text_is_accepted_and_fails_later()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        var id = await meta.SendTextAsync(number, "4915112345678");
        await meta.SettleAsync();

        meta.Webhooks.Statuses(id).ShouldBe(["failed"]);
        ((int)meta.Webhooks.Of("messages")[^1]["statuses"]![0]!["errors"]![0]!["code"]!).ShouldBe(131047);
    }

    [Fact]
    public async Task An_inbound_message_opens_the_window_for_a_day()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        meta.Emulator.ReceiveText(number.PhoneNumberId, "4915112345678", "Jo", "hello");

        var inside = await meta.SendTextAsync(number, "4915112345678");
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(25));
        var outside = await meta.SendTextAsync(number, "4915112345678");
        await meta.SettleAsync();

        meta.Webhooks.Statuses(inside).ShouldContain("delivered");
        meta.Webhooks.Statuses(outside).ShouldBe(["failed"]);
    }

    [Fact]
    public async Task A_message_to_a_number_that_ends_with_an_error_code_fails_with_that_code()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        await meta.SendTextAsync(number, "15550131026");
        await meta.SettleAsync();

        ((int)meta.Webhooks.Of("messages")[^1]["statuses"]![0]!["errors"]![0]!["code"]!).ShouldBe(131026);
    }

    [Theory]
    [InlineData("""{"to":"15550100001","text":{"body":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"sms","to":"15550100001","text":{"body":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","text":{"body":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550100001","text":{"bodi":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550100001","text":"x"}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550100001","txt":{"body":"x"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550100001","type":"telegram"}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550100001","type":"image","image":{}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"15550100001","type":"image","image":{"id":"1"}}""", 100)]
    [InlineData("""{"messaging_product":"whatsapp","to":"abc","text":{"body":"x"}}""", 131009)]
    [InlineData(
        """
            {"messaging_product":"whatsapp","to":"15550100001","type":"location","location":{"latitude":91,
            "longitude":0}}
            """,
        131009
    )]
    [InlineData(
        """
            {"messaging_product":"whatsapp","to":"15550100001","type":"template","template":{"name":"nope",
            "language":{"code":"en_US"}}}
            """,
        132001
    )]
    [InlineData(
        """
            {"messaging_product":"whatsapp","to":"15550100001","type":"template","template":{"name":"hello_world",
            "language":{"code":"en_US"},"components":[{"type":"body","parameters":[{"type":"text","text":"x"}]}]}}
            """,
        132000
    )]
    [InlineData(
        """
            {"messaging_product":"whatsapp","to":"15550100001","type":"interactive","interactive":{"type":"button",
            "body":{"text":"x"},"action":{"buttons":[]}}}
            """,
        131009
    )]
    [InlineData("[1,2]", 100)]
    [InlineData("{", 100)]
    public async Task Bad_input_is_refused_and_nothing_is_sent(string body, int code)
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        (await meta.PostAsync($"v23.0/{number.PhoneNumberId}/messages", body, number.AccessToken)).ShouldBeRefused(
            code
        );
        await meta.SettleAsync();

        meta.Webhooks.Of("messages").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unregistered_number_cannot_send()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        (await meta.PostAsync($"v23.0/{number.PhoneNumberId}/deregister", "{}", number.AccessToken)).ShouldSucceed();

        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/messages",
                """{"messaging_product":"whatsapp","to":"15550100001","text":{"body":"hi"}}""",
                number.AccessToken
            )
        ).ShouldBeRefused(133010);
    }

    [Fact]
    public async Task The_forty_sixth_message_at_once_to_one_customer_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        for (var i = 0; i < 45; i++)
            await meta.SendTextAsync(number, Customer);

        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/messages",
                """{"messaging_product":"whatsapp","to":"15550100001","text":{"body":"hi"}}""",
                number.AccessToken
            )
        ).ShouldBeRefused(131056);
    }

    [Fact]
    public async Task A_read_mark_needs_a_received_message()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();
        var id = meta.Emulator.ReceiveText(number.PhoneNumberId, Customer, "Maria", "hello");

        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/messages",
                $$"""{"messaging_product":"whatsapp","status":"read","message_id":"{{id}}"}""",
                number.AccessToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/messages",
                """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.none"}""",
                number.AccessToken
            )
        ).ShouldBeRefused(131009);
    }

    [Fact]
    public async Task Statuses_carry_the_opaque_callback_data_of_the_send()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}/messages",
                """
                {"messaging_product":"whatsapp","to":"15550100001","text":{"body":"hi"},
                "biz_opaque_callback_data":"row-7"}
                """,
                number.AccessToken
            )
        ).ShouldSucceed();
        await meta.SettleAsync();

        meta.Webhooks.Of("messages")
            .ShouldAllBe(v => (string)v["statuses"]![0]!["biz_opaque_callback_data"]! == "row-7");
    }
}
