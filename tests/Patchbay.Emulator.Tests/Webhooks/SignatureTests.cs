namespace Patchbay.Emulator.Tests.Webhooks;

public sealed class SignatureTests
{
    [Fact]
    public async Task An_inbound_message_arrives_signed_over_its_exact_bytes()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        meta.Emulator.ReceiveText(number.PhoneNumberId, "5511987654321", "João", "Olá 👋 a/b @x 5% <b>");
        await meta.SettleAsync();

        var webhook = meta.Webhooks.All.Single(w => w.Values("messages").Any());
        webhook.IsSignedWith(meta.Emulator.AppSecret).ShouldBeTrue();
        webhook.Text.ShouldContain("Ol\\u00e1 \\ud83d\\udc4b a\\/b \\u0040x 5\\u0025 \\u003Cb>");
        webhook.Body.ShouldAllBe(b => b < 0x80);
        ((string)webhook.Values("messages").Single()["messages"]![0]!["text"]!["body"]!).ShouldBe(
            "Olá 👋 a/b @x 5% <b>"
        );
    }

    [Fact]
    public async Task A_failed_webhook_is_sent_again_after_growing_waits()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        meta.Webhooks.Answer = _ => System.Net.HttpStatusCode.InternalServerError;

        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        meta.Webhooks.Of("messages").Count.ShouldBe(1);

        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(4));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        meta.Webhooks.Of("messages").Count.ShouldBe(1);

        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(1));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        meta.Webhooks.Of("messages").Count.ShouldBe(2);

        meta.Webhooks.Answer = _ => System.Net.HttpStatusCode.OK;
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(20));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        meta.Emulator.Deliveries.Single(d => d.Field == "messages")
            .Attempts.Select(a => a.HttpStatus)
            .ShouldBe([500, 500, 200]);
    }

    [Fact]
    public async Task The_callback_of_a_number_wins_over_the_accounts_and_the_accounts_over_the_apps()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();

        await ReceiveAsync(meta, number);
        (
            await meta.PostAsync(
                $"v23.0/{number.WabaId}/subscribed_apps",
                """{"override_callback_uri":"https://receiver.test/waba","verify_token":"right"}""",
                number.AccessToken
            )
        ).ShouldSucceed();
        await ReceiveAsync(meta, number);
        (
            await meta.PostAsync(
                $"v23.0/{number.PhoneNumberId}",
                """
                {"webhook_configuration":{"override_callback_uri":"https://receiver.test/phone",
                "verify_token":"right"}}
                """,
                number.AccessToken
            )
        ).ShouldSucceed();
        await ReceiveAsync(meta, number);

        meta.Webhooks.All.Where(w => w.Values("messages").Any())
            .Select(w => w.Url.AbsolutePath)
            .ShouldBe(["/app", "/waba", "/phone"]);
    }

    [Fact]
    public async Task A_callback_that_fails_the_challenge_is_not_accepted()
    {
        await using var meta = await Meta.StartAsync();
        var number = meta.Connect();

        (
            await meta.PostAsync(
                $"v23.0/{number.WabaId}/subscribed_apps",
                """{"override_callback_uri":"https://receiver.test/waba","verify_token":"wrong"}""",
                number.AccessToken
            )
        ).ShouldBeRefused(2200);

        var data = (await meta.GetAsync($"v23.0/{number.WabaId}/subscribed_apps", number.AccessToken)).ShouldSucceed()[
            "data"
        ]!;
        data[0]!["override_callback_uri"].ShouldBeNull();
    }

    [Fact]
    public async Task An_account_without_a_subscribed_app_sends_no_webhooks()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        (await meta.DeleteAsync($"v23.0/{number.WabaId}/subscribed_apps", number.AccessToken)).ShouldSucceed();

        await ReceiveAsync(meta, number);

        meta.Webhooks.Of("messages").ShouldBeEmpty();
    }

    private static async Task ReceiveAsync(Meta meta, ConnectedNumber number)
    {
        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
    }
}
