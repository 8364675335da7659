using Patchbay.Graph.Tests.Support;

namespace Patchbay.Graph.Tests.Resilience;

public sealed class SendPacerTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_burst_to_one_user_goes_at_once_and_the_next_waits_six_seconds()
    {
        var pacer = new SendPacer(1000, time: _time);
        for (var i = 0; i < 45; i++)
            pacer.Reserve("1", "a").ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
        pacer.Reserve("1", "a").ShouldBe(TimeSpan.FromSeconds(6));
        pacer.Reserve("1", "a").ShouldBe(TimeSpan.FromSeconds(12));
        pacer.Reserve("1", "b").ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
    }

    [Fact]
    public void A_number_sends_at_its_rate_and_no_faster()
    {
        var pacer = new SendPacer(80, time: _time);
        var waits = Enumerable.Range(0, 160).Select(i => pacer.Reserve("1", $"user-{i}")).ToArray();
        waits.Take(80).ShouldAllBe(w => w <= TimeSpan.Zero);
        // Two bursts within one second would be refused by Meta.
        waits.Skip(80).ShouldAllBe(w => w == TimeSpan.FromSeconds(1.05));
        pacer.Reserve("1", "user-0").ShouldBe(TimeSpan.FromSeconds(2.1));
        pacer.Reserve("2", "user-0").ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
    }

    [Fact]
    public void Used_burst_is_regained_over_time()
    {
        var pacer = new SendPacer(1000, pairBurst: 1, time: _time);
        pacer.Reserve("1", "a").ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(6));
        pacer.Reserve("1", "a").ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
        pacer.Reserve("1", "a").ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_comes()
    {
        var pacer = new SendPacer(1000, pairBurst: 1, time: _time);
        await pacer.WaitAsync("1", "a");
        var second = pacer.WaitAsync("1", "a").AsTask();
        second.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(6));
        await second;
    }

    [Fact]
    public async Task A_send_that_would_wait_too_long_is_not_counted()
    {
        var pacer = new SendPacer(1000, pairBurst: 1, time: _time);
        await pacer.WaitAsync("1", "a");
        for (var i = 0; i < 10; i++)
            (await pacer.TryWaitAsync("1", "a", TimeSpan.FromSeconds(5))).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(6));
        (await pacer.TryWaitAsync("1", "a", TimeSpan.FromSeconds(5))).ShouldBeTrue();
        pacer.Reserve("1", "a").ShouldBe(TimeSpan.FromSeconds(6));
    }
}
