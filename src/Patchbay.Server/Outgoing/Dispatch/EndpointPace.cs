namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// How many calls an endpoint gets at once: one more after each success, half after each failure. An endpoint that
/// seems down gets single calls with a pause between them: otherwise endpoints that fail fast would keep the server
/// busy.
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

    /// <summary>No call before this time.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>No call before this time, because the endpoint takes only so many calls in a second.</summary>
    public DateTimeOffset PacedUntil { get; private set; }

    /// <summary>Notes that a call started.</summary>
    /// <param name="perSecond">The most calls per second; null for no limit.</param>
    /// <param name="now">The start of the call.</param>
    public void Started(int? perSecond, DateTimeOffset now)
    {
        if (perSecond is { } rate)
            PacedUntil = now + TimeSpan.FromSeconds(1.0 / rate);
    }

    public void Succeeded()
    {
        Window = Standing == Standing.Failing ? AfterRecovery : Math.Min(Window + 1, Most);
        Standing = Standing.Proven;
        _failures = 0;
        EndPause();
    }

    public void EndPause() => (_pause, NotBefore) = (TimeSpan.Zero, default);

    /// <param name="answered">
    /// False when there was no answer at all; such a failure holds a place for a long time.
    /// </param>
    /// <param name="now">Start of the pause, if the endpoint seems down.</param>
    public void Failed(bool answered, DateTimeOffset now)
    {
        Window = Math.Max(1, Window / 2);
        if (Standing != Standing.Failing && ++_failures < FailuresInARow && answered)
            return;
        Standing = Standing.Failing;
        Window = 1;
        if (now < NotBefore)
            return; // an earlier failure of calls made together has counted already
        _pause =
            _pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
        NotBefore = now + _pause;
    }
}
