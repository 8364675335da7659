namespace Patchbay.Graph.Tests.Support;

/// <summary>A clock on which short waits end at once. Waits of 30 seconds and more, the time-outs, never end.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(
            callback,
            state,
            dueTime < TimeSpan.FromSeconds(30) && dueTime >= TimeSpan.Zero ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
}
