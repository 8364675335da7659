namespace Patchbay.Server.Storage;

/// <summary>
/// Inserts the rows whose key is new, and a row in the queue table for each, in a transaction of its own. Requests wait
/// for this statement, so each database has its own form.
/// </summary>
internal abstract class QueuedInsert<T> : IAsyncDisposable
{
    /// <summary>Returns the number of rows that were new.</summary>
    public abstract Task<int> WriteAsync(IReadOnlyList<T> rows, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The tables of a <see cref="QueuedInsert{T}"/>.</summary>
/// <param name="Table">The table of the rows, with a counter <c>id</c> and a column <c>received_at</c>.</param>
/// <param name="Key">The unique column of the table.</param>
/// <param name="Queue">The table of rows that wait: <c>event_id</c>, <c>due_at</c>, <c>attempts</c>.</param>
internal sealed record QueueTables(string Table, string Key, string Queue);
