namespace Patchbay.Server.Storage;

/// <summary>
/// Inserts rows that are new by a key, and for each a row in a table of what waits, in a transaction of its own.
/// Requests wait for this statement, so each database has its own form.
/// </summary>
internal abstract class QueuedInsert<T> : IAsyncDisposable
{
    /// <summary>How many of the rows were new.</summary>
    public abstract Task<int> WriteAsync(IReadOnlyList<T> rows, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The tables of a <see cref="QueuedInsert{T}"/>.</summary>
/// <param name="Table">The table of the rows, with a counter <c>id</c> and a column <c>received_at</c>.</param>
/// <param name="Key">Its unique column.</param>
/// <param name="Queue">The table of what waits: <c>event_id</c>, <c>due_at</c>, <c>attempts</c>.</param>
internal sealed record QueueTables(string Table, string Key, string Queue);
