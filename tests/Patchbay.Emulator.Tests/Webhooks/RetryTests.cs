using System.Net;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Tests.Webhooks;

public sealed class RetryTests
{
    [Fact]
    public async Task A_retry_goes_to_every_subscribed_app_even_to_those_that_accepted_it()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        AddSecondApp(meta, number, "https://receiver.test/second");
        meta.Webhooks.Answer = request =>
            request.RequestUri!.AbsolutePath == "/second" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;

        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        meta.Webhooks.Answer = _ => HttpStatusCode.OK;
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(5));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        Paths(meta).ShouldBe(["/app", "/app", "/second", "/second"], ignoreOrder: true);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(7));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        Paths(meta).Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_app_that_accepts_a_webhook_after_another_failed_gets_the_retry_too()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        AddSecondApp(meta, number, "https://receiver.test/second");
        // The first app accepts its copy after the failure of the second is recorded. When both share a lane, it must
        // go first.
        meta.Webhooks.Answer = request =>
        {
            if (request.RequestUri!.AbsolutePath == "/second")
                return HttpStatusCode.ServiceUnavailable;
            SpinWait.SpinUntil(
                () => meta.Emulator.Deliveries.Any(d => d.Attempts.Any(a => a.HttpStatus == 503)),
                TimeSpan.FromSeconds(2)
            );
            return HttpStatusCode.OK;
        };

        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        meta.Webhooks.Answer = _ => HttpStatusCode.OK;
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(5));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        Paths(meta).ShouldBe(["/app", "/app", "/second", "/second"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_webhook_is_dropped_after_seven_days()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        meta.Webhooks.Answer = _ => HttpStatusCode.InternalServerError;
        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");

        for (var hours = 0; hours < 8 * 24; hours += 6)
        {
            await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
            meta.Emulator.AdvanceClock(TimeSpan.FromHours(6));
        }
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        var dropped = Delivery(meta);
        dropped.Status.ShouldBe("dropped");
        var attempts = dropped.Attempts.Count;
        meta.Emulator.AdvanceClock(TimeSpan.FromDays(30));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        Delivery(meta).Attempts.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_webhook_in_the_log_can_be_delivered_again()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        var log = (await meta.GetAsync("_emulator/deliveries")).Json["data"]!
            .AsArray()
            .Single(d => (string)d!["field"]! == "messages")!;

        (
            await meta.PostAsync(
                "_emulator/deliveries/redeliver",
                new JsonObject { ["id"] = (string)log["id"]! }.ToJsonString()
            )
        ).ShouldSucceed();
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        ((string)log["status"]!).ShouldBe("delivered");
        meta.Webhooks.All.Count(w => w.Text == (string)log["body"]!).ShouldBe(2);
        Delivery(meta).Attempts.Select(a => a.HttpStatus).ShouldBe([200, 200]);
    }

    [Fact]
    public async Task The_duplicate_switch_sends_every_webhook_twice()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        (await meta.PostAsync("_emulator/webhook_switches", """{"duplicate":true}""")).ShouldSucceed();

        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.SettleAsync();

        var bodies = meta.Webhooks.All.Where(w => w.Values("messages").Any()).Select(w => w.Text).ToList();
        bodies.Count.ShouldBe(2);
        bodies[0].ShouldBe(bodies[1]);
    }

    [Fact]
    public async Task The_reorder_switch_changes_the_order_of_webhooks()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        (await meta.PostAsync("_emulator/webhook_switches", """{"reorder":true}""")).ShouldSucceed();

        var sent = Enumerable
            .Range(0, 12)
            .Select(i => meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", $"hello {i}"))
            .ToList();
        for (var i = 0; i < 100; i++)
        {
            meta.Emulator.AdvanceClock(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        var came = meta.Webhooks.Of("messages").Select(v => (string)v["messages"]![0]!["id"]!).ToList();
        came.ShouldBe(sent, ignoreOrder: true);
        came.ShouldNotBe(sent);
    }

    [Theory]
    [InlineData("""{"bad_signature":true}""", false, true)]
    [InlineData("""{"no_signature":true}""", false, false)]
    [InlineData("""{"unescaped":true}""", true, true)]
    public async Task Switches_make_the_signature_or_the_escaping_wrong(string switches, bool isSigned, bool hasHeader)
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var number = meta.Connect();
        (await meta.PostAsync("_emulator/webhook_switches", switches)).ShouldSucceed();

        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "Olá");
        await meta.SettleAsync();

        var webhook = meta.Webhooks.All.Single(w => w.Values("messages").Any());
        webhook.IsSignedWith(meta.Emulator.AppSecret).ShouldBe(isSigned);
        (webhook.Signature is not null).ShouldBe(hasHeader);
        webhook
            .Text.Contains("Olá", StringComparison.Ordinal)
            .ShouldBe(switches.Contains("unescaped", StringComparison.Ordinal));
    }

    private static void AddSecondApp(Meta meta, ConnectedNumber number, string url) =>
        meta.Emulator.Host.Worlds.Default.Change(() =>
        {
            var world = meta.Emulator.Host.Worlds.Default;
            world.Add(
                new App
                {
                    Id = "200000000000001",
                    Name = "Second app",
                    Secret = "second-secret",
                    BusinessId = "200000000000002",
                    Subscriptions =
                    [
                        new("whatsapp_business_account", ["messages"]) { CallbackUrl = url, VerifyToken = "right" },
                    ],
                }
            );
            world.Get<Waba>(number.WabaId).Subscriptions.Add(new("200000000000001"));
        });

    private static List<string> Paths(Meta meta) =>
        [.. meta.Webhooks.All.Where(w => w.Values("messages").Any()).Select(w => w.Url.AbsolutePath)];

    private static DeliveryRecord Delivery(Meta meta) => meta.Emulator.Deliveries.Single(d => d.Field == "messages");
}
