using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Outgoing;

/// <summary>Takes endpoints, renews their leases and reads their due deliveries, as the board planned.</summary>
internal sealed class DeliveryReader(
    LeaseOwner owner,
    DeliveryQueueStore queues,
    CallableEndpoints endpoints,
    DeliveryBoard board,
    LoopInbox inbox,
    TimeProvider clock
)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Called on the loop: notes the deliveries held now and returns the work. A delivery that is held now may be
    /// stored while the work runs, and still be read as due.
    /// </summary>
    public Func<Task> Prepare(ReadPlan plan, CancellationToken cancellation)
    {
        var asked = plan.Read.ToDictionary(queue => queue.Id, queue => new Asked(queue.Snapshot(), queue.RowsToAsk));
        foreach (var queue in board.Held)
            queue.IsBeingRead = false;
        foreach (var queue in plan.Read)
            (queue.MayHaveMore, queue.IsBeingRead) = (false, true);
        return () => RunAsync(plan, asked, cancellation);
    }

    private async Task RunAsync(ReadPlan plan, Dictionary<Guid, Asked> asked, CancellationToken cancellation)
    {
        try
        {
            var until = clock.GetUtcNow() + board.Lease;
            var leases = (await LeaseAsync(plan, until, cancellation)).ToDictionary(lease => lease.EndpointId);
            var read = await ReadAsync(Readable(plan, leases), asked, cancellation);
            var answer = new Answer(leases, until, read.Opened, read.Rows.ToLookup(row => row.EndpointId), asked);
            inbox.Post(() => Arrived(plan, answer));
        }
        catch
        {
            inbox.Post(() => Failed(plan));
            throw;
        }
    }

    // Endpoints whose lease was to be taken or renewed are read only when that succeeded.
    private static List<Guid> Readable(ReadPlan plan, Dictionary<Guid, EndpointLease> leases)
    {
        var renewed = plan.Renewed.Select(queue => queue.Id).ToHashSet();
        return [.. plan.Read.Select(queue => queue.Id).Where(id => leases.ContainsKey(id) || !renewed.Contains(id))];
    }

    private async Task<IReadOnlyList<EndpointLease>> LeaseAsync(
        ReadPlan plan,
        DateTimeOffset until,
        CancellationToken cancellation
    ) =>
        plan.Renewed.Count == 0
            ? []
            : await queues.LeaseAsync(owner.Name, [.. plan.Renewed.Select(queue => queue.Id)], until, cancellation);

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
            // The lease ended while the deliveries were read, for example on a machine that slept: renew and read
            // again.
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
        // Another server took the endpoint, or its row is locked at this moment: try again until the lease ends.
        if (lease is null && queue.LeaseUntil > now)
            return;
        // The lease was lost, perhaps won again since: deliveries in memory belong to the lost lease and are not
        // called.
        if (lease is null || (queue.Epoch != lease.LeaseEpoch && queue.Epoch != 0))
            queue.Close();
        else
            (queue.Epoch, queue.LeaseUntil) = (lease.LeaseEpoch, until);
    }

    private static void Fill(EndpointQueue queue, Answer answer, DateTimeOffset now)
    {
        if (answer.Opened.TryGetValue(queue.Id, out var endpoint))
            queue.Open(endpoint);
        // The endpoint is off, deleted or cannot be opened; or it is strictly ordered and its first delivery waits.
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

    /// <summary>The deliveries an endpoint held when the read was planned, and how many rows it asks for.</summary>
    private sealed record Asked(IReadOnlySet<Guid> Held, int Rows);

    private sealed record Answer(
        IReadOnlyDictionary<Guid, EndpointLease> Leases,
        DateTimeOffset LeasedUntil,
        IReadOnlyDictionary<Guid, CallableEndpoint> Opened,
        ILookup<Guid, QueuedDelivery> Rows,
        IReadOnlyDictionary<Guid, Asked> Asked
    );
}
