using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Outgoing;

/// <summary>Takes endpoints, renews their leases and reads what is due of them, as the board planned it.</summary>
internal sealed class DeliveryReader(
    DeliveryQueueStore queues,
    CallableEndpoints endpoints,
    DeliveryBoard board,
    LoopInbox inbox,
    TimeProvider clock
)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    /// <summary>On the loop: notes what is held, and says how to read. A row that is held now may be stored, and still be read as due.</summary>
    public Func<Task> Prepare(ReadPlan plan, string owner, CancellationToken cancellation)
    {
        var asked = plan.Read.ToDictionary(queue => queue.Id, queue => new Asked(queue.Snapshot(), queue.RowsToAsk));
        foreach (var queue in board.Held)
            queue.IsBeingRead = false;
        foreach (var queue in plan.Read)
            (queue.MayHaveMore, queue.IsBeingRead) = (false, true);
        return () => RunAsync(plan, asked, owner, cancellation);
    }

    private async Task RunAsync(
        ReadPlan plan,
        Dictionary<Guid, Asked> asked,
        string owner,
        CancellationToken cancellation
    )
    {
        try
        {
            var until = clock.GetUtcNow() + board.Lease;
            var leases =
                plan.Renewed.Count == 0
                    ? []
                    : await queues.LeaseAsync(owner, [.. plan.Renewed.Select(queue => queue.Id)], until, cancellation);
            var mine = leases.ToDictionary(lease => lease.EndpointId);
            var renewed = plan.Renewed.Select(queue => queue.Id).ToHashSet();
            var read = await ReadAsync(
                [.. plan.Read.Select(queue => queue.Id).Where(id => mine.ContainsKey(id) || !renewed.Contains(id))],
                asked,
                cancellation
            );
            inbox.Post(() =>
                Arrived(plan, new(mine, until, read.Opened, read.Rows.ToLookup(row => row.EndpointId), asked))
            );
        }
        catch
        {
            inbox.Post(() => Failed(plan));
            throw;
        }
    }

    private async Task<(
        IReadOnlyDictionary<Guid, CallableEndpoint> Opened,
        IReadOnlyList<QueuedDelivery> Rows
    )> ReadAsync(List<Guid> ids, Dictionary<Guid, Asked> asked, CancellationToken cancellation)
    {
        var opened =
            ids.Count == 0 ? new Dictionary<Guid, CallableEndpoint>() : await endpoints.OpenAsync(ids, cancellation);
        return (
            opened,
            opened.Count == 0
                ? []
                : await queues.DueAsync(opened.Keys.ToDictionary(id => id, id => asked[id].Rows), cancellation)
        );
    }

    private void Failed(ReadPlan plan)
    {
        foreach (var queue in plan.Read)
            queue.MayHaveMore = true;
        foreach (var queue in plan.Taken)
            board.Refused(queue, clock.GetUtcNow() + AfterTrouble);
    }

    private void Arrived(ReadPlan plan, Answer answer)
    {
        var now = clock.GetUtcNow();
        foreach (var queue in plan.Taken.Where(queue => !answer.Leases.ContainsKey(queue.Id)))
            board.Refused(queue, now + AfterTrouble);
        foreach (var queue in plan.Renewed)
            Leased(queue, answer.Leases.GetValueOrDefault(queue.Id), answer.LeasedUntil, now);
        foreach (var queue in plan.Read.Where(queue => !queue.IsClosing))
        {
            // Its lease ended while it was read, on a machine that slept: it is renewed first, and read again.
            if (queue.LeaseUntil <= now)
                queue.MayHaveMore = true;
            else
                Fill(queue, answer, now);
        }
        foreach (var queue in plan.Renewed.Concat(plan.Read))
            board.Offer(queue);
    }

    private static void Leased(EndpointQueue queue, EndpointLease? lease, DateTimeOffset until, DateTimeOffset now)
    {
        // Not renewed: another server's by now, or its row is locked at this moment. It is tried again until the lease is over.
        if (lease is null && queue.LeaseUntil > now)
            return;
        // Lost, or lost and won again: what is in memory belongs to the lost lease. Nothing more is called from it.
        if (lease is null || (queue.Epoch != lease.LeaseEpoch && queue.Epoch != 0))
            queue.Close();
        else
            (queue.Epoch, queue.LeaseUntil) = (lease.LeaseEpoch, until);
    }

    private static void Fill(EndpointQueue queue, Answer answer, DateTimeOffset now)
    {
        if (answer.Opened.TryGetValue(queue.Id, out var endpoint))
            queue.Open(endpoint);
        // Off, deleted or not to be opened; or in strict order, and its first delivery waits to be tried again.
        if (endpoint is null || (queue.IsStrict && answer.Leases.GetValueOrDefault(queue.Id)?.NotBefore > now))
        {
            queue.Close();
            return;
        }
        var (held, rows) = answer.Asked[queue.Id];
        var came = answer.Rows[queue.Id].ToList();
        foreach (var row in came.Where(row => !held.Contains(row.Id)))
            queue.Add(row);
        queue.MayHaveMore |= came.Count >= rows;
    }

    /// <summary>What an endpoint held when its next deliveries were asked for, and how many rows were.</summary>
    private sealed record Asked(IReadOnlySet<Guid> Held, int Rows);

    private sealed record Answer(
        IReadOnlyDictionary<Guid, EndpointLease> Leases,
        DateTimeOffset LeasedUntil,
        IReadOnlyDictionary<Guid, CallableEndpoint> Opened,
        ILookup<Guid, QueuedDelivery> Rows,
        IReadOnlyDictionary<Guid, Asked> Asked
    );
}
