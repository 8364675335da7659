namespace Patchbay.Server.Intake;

/// <summary>
/// Writes what requests brought, in the transaction it is given: each event that is new, once, as waiting. What came
/// before ends at the unique key. This is the statement the whole intake waits for, so each database has its own.
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
