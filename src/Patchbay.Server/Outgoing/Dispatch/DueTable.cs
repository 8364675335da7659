using System.Diagnostics.CodeAnalysis;

namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// Endpoints with deliveries that this server does not hold. Endpoints due now take turns, the others wait for their
/// time.
/// </summary>
public sealed class DueTable
{
    private readonly Dictionary<Guid, DueEndpoint> _known = [];
    private readonly PriorityQueue<DueEndpoint, DateTimeOffset> _later = new();
    private readonly Turns<DueEndpoint>[] _ready = [new(), new(), new()];

    /// <summary>The earliest time at which another endpoint becomes due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            // Entries that were taken, or replaced by an earlier time, are still in the queue.
            while (_later.TryPeek(out var first, out _) && !IsCurrent(first))
                _later.Dequeue();
            return _later.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Whether endpoints of a standing are due and not held.</summary>
    public bool IsWaited(Standing standing) => _ready[(int)standing].Count > 0;

    /// <summary>Notes an endpoint. An earlier time replaces a later time.</summary>
    public void Note(DueEndpoint endpoint)
    {
        if (_known.TryGetValue(endpoint.EndpointId, out var known) && known.DueAt <= endpoint.DueAt)
            return;
        _known[endpoint.EndpointId] = endpoint;
        _later.Enqueue(endpoint, endpoint.DueAt);
    }

    /// <summary>Lets the endpoints that are due by now take turns.</summary>
    public void MoveDue(DateTimeOffset now, Func<DueEndpoint, Standing> standingOf)
    {
        while (_later.TryPeek(out var first, out var due) && due <= now)
        {
            _later.Dequeue();
            if (IsCurrent(first))
                _ready[(int)standingOf(first)].Add(first.OrganizationId, first);
        }
    }

    public bool TryTake(Standing standing, Func<Guid, bool> mayTake, [NotNullWhen(true)] out DueEndpoint? endpoint)
    {
        while (_ready[(int)standing].TryTake(mayTake, out endpoint))
        {
            if (IsCurrent(endpoint))
                return _known.Remove(endpoint.EndpointId);
        }
        return false;
    }

    private bool IsCurrent(DueEndpoint endpoint) =>
        _known.TryGetValue(endpoint.EndpointId, out var known) && ReferenceEquals(known, endpoint);
}
