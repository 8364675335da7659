using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>
/// Writes the events of requests in one transaction: each new event once, as pending. The unique key refuses repeated
/// events. Every request waits for this statement, so each database has its own form.
/// </summary>
public sealed class InboundWriter(Database database) : IAsyncDisposable
{
    private readonly QueuedInsert<IncomingEvent> _events = database.QueuedInsert(
        new RowColumns<IncomingEvent>()
            .Text("environment", incoming => incoming.Environment)
            .Text("object", incoming => incoming.Event.Object)
            .Text("entry_id", incoming => incoming.Event.EntryId)
            .Text("number_id", incoming => incoming.Event.NumberId)
            .Text("field", incoming => incoming.Event.Field)
            .Text("kind", incoming => incoming.Event.Kind)
            .Digest("dedupe_key", incoming => incoming.Event.Key)
            .Memory("change", incoming => incoming.Event.Change)
            .Instant("received_at", incoming => incoming.ReceivedAt)
            .Text("traceparent", incoming => incoming.Traceparent),
        new QueueTables("inbound_events", Key: "dedupe_key", Queue: "inbound_pending"),
        incoming => incoming.ReceivedAt
    );

    /// <summary>Returns the number of events that were new.</summary>
    public Task<int> WriteAsync(IReadOnlyList<IncomingEvent> events, CancellationToken cancellation) =>
        _events.WriteAsync(events, cancellation);

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}

/// <summary>An event on its way to disk.</summary>
public readonly record struct IncomingEvent(
    string Environment,
    SplitEvent Event,
    DateTimeOffset ReceivedAt,
    string? Traceparent
);
