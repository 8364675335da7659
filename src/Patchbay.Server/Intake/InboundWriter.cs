namespace Patchbay.Server.Intake;

/// <summary>
/// Writes the events of requests in one transaction: each new event once, as pending. A repeated event ends at the unique
/// key. The whole intake waits for this statement, so each database has its own.
/// </summary>
public abstract class InboundWriter
{
    /// <summary>How many of the events were new.</summary>
    public abstract Task<int> WriteAsync(IReadOnlyList<IncomingEvent> events, CancellationToken cancellation);
}

/// <summary>An event on its way to disk.</summary>
public readonly record struct IncomingEvent(
    string Environment,
    SplitEvent Event,
    DateTimeOffset ReceivedAt,
    string? Traceparent
);
