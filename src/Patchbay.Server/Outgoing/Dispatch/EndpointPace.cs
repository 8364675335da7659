namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>How many calls an endpoint gets at once: one more with each success, half with each failure, one when it seems down.</summary>
public sealed class EndpointPace(bool isFailing)
{
    private const int AtFirst = 4, AfterRecovery = 2, Most = 32, FailuresInARow = 3;

    private int _failures;

    public Standing Standing { get; private set; } = isFailing ? Standing.Failing : Standing.Unknown;

    public int Window { get; private set; } = isFailing ? 1 : AtFirst;

    public void Succeeded()
    {
        Window = Standing == Standing.Failing ? AfterRecovery : Math.Min(Window + 1, Most);
        Standing = Standing.Proven;
        _failures = 0;
    }

    /// <param name="answered">False: no answer at all, which is the kind of failure that holds a place for long.</param>
    public void Failed(bool answered)
    {
        Window = Math.Max(1, Window / 2);
        if (++_failures < FailuresInARow && answered) return;
        Standing = Standing.Failing;
        Window = 1;
    }
}
