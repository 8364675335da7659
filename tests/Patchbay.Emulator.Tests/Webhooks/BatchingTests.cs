namespace Patchbay.Emulator.Tests.Webhooks;

public sealed class BatchingTests
{
    [Fact]
    public async Task Changes_of_one_account_share_a_request_up_to_the_batch_size()
    {
        await using var meta = await Meta.StartAsync(o => o.WebhookBatch = 3);
        await meta.SubscribeAsync();
        var number = meta.Connect();

        var ids = Enumerable
            .Range(0, 4)
            .Select(i => meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", $"hello {i}"))
            .ToList();
        await meta.SettleAsync();

        var requests = meta.Webhooks.All.Where(w => w.Values("messages").Any()).ToList();
        requests.Select(r => r.Values("messages").Count()).ShouldBe([3, 1], ignoreOrder: true);
        requests.ShouldAllBe(r => r.IsSignedWith(meta.Emulator.AppSecret));
        requests
            .SelectMany(r => r.Values("messages"))
            .Select(v => (string)v["messages"]![0]!["id"]!)
            .ShouldBe(ids, ignoreOrder: true);
        requests.ShouldAllBe(r => r.Json["entry"]!.AsArray().Count == 1);
    }

    [Fact]
    public async Task Two_accounts_never_share_a_request()
    {
        await using var meta = await Meta.StartAsync();
        await meta.SubscribeAsync();
        var (first, second) = (meta.Connect("First"), meta.Connect("Second"));
        (await meta.PostAsync("_emulator/webhook_switches", """{"batch":1000,"batch_wait":500}""")).ShouldSucceed();

        foreach (var number in new[] { first, second, first, second })
            meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "hello");
        await meta.SettleAsync();

        var requests = meta
            .Webhooks.All.Where(w => w.Values("messages").Any())
            .Select(w => w.Json["entry"]![0]!)
            .ToList();
        requests.Select(e => (string)e["id"]!).ShouldBe([first.WabaId, second.WabaId], ignoreOrder: true);
        requests.ShouldAllBe(e => e["changes"]!.AsArray().Count == 2);
    }

    [Fact]
    public async Task A_batched_webhook_that_failed_takes_no_more_changes()
    {
        await using var meta = await Meta.StartAsync(o => o.WebhookBatch = 10);
        await meta.SubscribeAsync();
        var number = meta.Connect();
        meta.Webhooks.Answer = _ => System.Net.HttpStatusCode.InternalServerError;
        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "first");
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(1));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        meta.Webhooks.Answer = _ => System.Net.HttpStatusCode.OK;
        meta.Emulator.ReceiveText(number.PhoneNumberId, "15550100001", "Maria", "second");
        meta.Emulator.AdvanceClock(TimeSpan.FromSeconds(10));
        await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        meta.Webhooks.All.Where(w => w.Values("messages").Any()).ShouldAllBe(w => w.Values("messages").Count() == 1);
    }

    [Theory]
    [InlineData("""{"batch":0}""")]
    [InlineData("""{"batch":1001}""")]
    [InlineData("""{"batch_wait":60001}""")]
    public async Task A_batch_outside_Metas_limits_is_refused(string switches)
    {
        await using var meta = await Meta.StartAsync();

        var reply = await meta.PostAsync("_emulator/webhook_switches", switches);

        reply.Status.ShouldBe(400);
        ((int)(await meta.GetAsync("_emulator/webhook_switches")).Json["batch"]!).ShouldBe(1);
    }
}
