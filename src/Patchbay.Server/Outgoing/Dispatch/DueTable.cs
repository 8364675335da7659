namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>Endpoints that nobody here works on and for which something waits: those due now take turns, the others wait for their time.</summary>
public sealed class DueTable
{
    private readonly Dictionary<Guid, DueEndpoint> _known = [];
    private readonly PriorityQueue<DueEndpoint, DateTimeOffset> _later = new();
    private readonly Turns<DueEndpoint>[] _ready = [new(), new(), new()];

    /// <summary>When the next one that is not due yet will be.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            // What was taken, or noted again with an earlier time, lies there still.
            while (_later.TryPeek(out var first, out _) && !IsCurrent(first))
                _later.Dequeue();
            return _later.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>An earlier time replaces a later one.</summary>
    public void Note(DueEndpoint endpoint)
    {
        if (_known.TryGetValue(endpoint.EndpointId, out var known) && known.DueAt <= endpoint.DueAt)
            return;
        _known[endpoint.EndpointId] = endpoint;
        _later.Enqueue(endpoint, endpoint.DueAt);
    }

    /// <summary>Lets what is due by now take its turn.</summary>
    public void MoveDue(DateTimeOffset now, Func<DueEndpoint, Standing> standingOf)
    {
        while (_later.TryPeek(out var first, out var due) && due <= now)
        {
            _later.Dequeue();
            if (IsCurrent(first))
                _ready[(int)standingOf(first)].Add(first.OrganizationId, first);
        }
    }

    public bool TryTake(Standing standing, Func<Guid, bool> mayTake, out DueEndpoint endpoint)
    {
        while (_ready[(int)standing].TryTake(mayTake, out endpoint))
        {
            if (IsCurrent(endpoint))
                return _known.Remove(endpoint.EndpointId);
        }
        return false;
    }

    private bool IsCurrent(DueEndpoint one) =>
        _known.TryGetValue(one.EndpointId, out var known) && ReferenceEquals(known, one);
}
