namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// How many calls an endpoint gets at once: one more with each success, half with each failure. One that seems down gets one
/// after the other with a pause between, or those that fail at once would keep the server busy with nothing but their failures.
/// </summary>
public sealed class EndpointPace(bool isFailing)
{
    private const int AtFirst = 4,
        AfterRecovery = 2,
        Most = 32,
        FailuresInARow = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1),
        LongestPause = TimeSpan.FromSeconds(8);

    private int _failures;
    private TimeSpan _pause;

    public Standing Standing { get; private set; } = isFailing ? Standing.Failing : Standing.Unknown;

    public int Window { get; private set; } = isFailing ? 1 : AtFirst;

    /// <summary>Until when it is left alone.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    public void Succeeded()
    {
        Window = Standing == Standing.Failing ? AfterRecovery : Math.Min(Window + 1, Most);
        Standing = Standing.Proven;
        _failures = 0;
        EndPause();
    }

    public void EndPause() => (_pause, NotBefore) = (TimeSpan.Zero, default);

    /// <param name="answered">False: no answer at all, which is the kind of failure that holds a place for long.</param>
    /// <param name="now">From when it is left alone, if it seems down.</param>
    public void Failed(bool answered, DateTimeOffset now)
    {
        Window = Math.Max(1, Window / 2);
        if (Standing != Standing.Failing && ++_failures < FailuresInARow && answered)
            return;
        Standing = Standing.Failing;
        Window = 1;
        if (now < NotBefore)
            return; // one of several that were under way together
        _pause =
            _pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
        NotBefore = now + _pause;
    }
}
