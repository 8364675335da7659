namespace Patchbay.Emulator.Tests.Worlds;

public sealed class RestartTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"emulator-{Path.GetRandomFileName()}.db");

    public void Dispose()
    {
        foreach (var part in new[] { "", "-wal", "-shm" })
            File.Delete(_file + part);
    }

    [Fact]
    public async Task Every_answered_change_survives_a_restart()
    {
        ConnectedNumber number;
        string message;
        await using (var meta = await Meta.StartAsync(o => o.DataFile = _file))
        {
            number = meta.Connect();
            message = await meta.SendTextAsync(number, "15550100001");
        }

        await using var again = await Meta.StartAsync(o => o.DataFile = _file);

        (await again.GetAsync($"v23.0/{number.PhoneNumberId}", number.AccessToken)).ShouldSucceed();
        again.Emulator.StatusOf(message).ShouldBe("accepted");
        await again.SettleAsync();
        again.Emulator.StatusOf(message).ShouldBe("read");
    }

    [Fact]
    public async Task Ids_after_a_restart_do_not_repeat_earlier_ids()
    {
        string first;
        await using (var meta = await Meta.StartAsync(o => o.DataFile = _file))
            first = meta.Connect().PhoneNumberId;

        await using var again = await Meta.StartAsync(o => o.DataFile = _file);

        again.Connect().PhoneNumberId.ShouldNotBe(first);
    }

    [Fact]
    public async Task An_undelivered_webhook_is_sent_after_a_restart()
    {
        await using (var meta = await Meta.StartAsync(o => o.DataFile = _file))
        {
            await meta.SubscribeAsync();
            meta.Webhooks.Answer = _ => System.Net.HttpStatusCode.ServiceUnavailable;
            meta.Emulator.ReceiveText(meta.Connect().PhoneNumberId, "15550100001", "Maria", "hello");
            await meta.Emulator.WhenDeliveriesIdle(Meta.Cancel);
        }

        await using var again = await Meta.StartAsync(o => o.DataFile = _file);
        again.Emulator.AdvanceClock(TimeSpan.FromMinutes(1));
        await again.Emulator.WhenDeliveriesIdle(Meta.Cancel);

        again.Webhooks.Of("messages").Count.ShouldBe(1);
    }
}
