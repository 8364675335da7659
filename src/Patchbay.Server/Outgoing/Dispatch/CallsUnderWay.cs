namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// Calls of one standing and the places they hold. A call that takes long moves to a place for slow calls if one is
/// free. Otherwise endpoints that start to hang would keep all places until their calls time out.
/// </summary>
public sealed class CallsUnderWay(Standing standing)
{
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(1);

    private readonly Places _usual = new(Places.CallsOf(standing)),
        _slow = new(Places.SlowCallsOf(standing));
    private readonly LinkedList<StartedCall> _oldestFirst = new(); // those in usual places
    private readonly Dictionary<StartedCall, LinkedListNode<StartedCall>> _nodes = new(
        ReferenceEqualityComparer.Instance
    );

    public bool HasRoom => _usual.HasRoom;

    public bool HasRoomFor(Guid tenant) => _usual.HasRoomFor(tenant);

    public void Add(StartedCall call)
    {
        _usual.Take(call.Queue.OrganizationId);
        _nodes.Add(call, _oldestFirst.AddLast(call));
    }

    public void Remove(StartedCall call)
    {
        if (_nodes.Remove(call, out var node))
        {
            _oldestFirst.Remove(node);
            _usual.Give(call.Queue.OrganizationId);
        }
        else
            _slow.Give(call.Queue.OrganizationId);
    }

    public void SetSlowAside(DateTimeOffset now)
    {
        for (var node = _oldestFirst.First; node is not null && IsSlow(node.Value, now); )
        {
            var (call, tenant) = (node.Value, node.Value.Queue.OrganizationId);
            node = node.Next;
            if (!_slow.HasRoomFor(tenant))
                continue;
            Remove(call);
            _slow.Take(tenant);
        }
    }

    /// <summary>Returns when the next call becomes slow.</summary>
    public DateTimeOffset? NextSlow(DateTimeOffset now)
    {
        var node = _oldestFirst.First;
        while (node is not null && IsSlow(node.Value, now))
            node = node.Next;
        return node?.Value.StartedAt + SlowAfter;
    }

    private static bool IsSlow(StartedCall call, DateTimeOffset now) => call.StartedAt + SlowAfter <= now;
}

/// <summary>A call that holds a place.</summary>
/// <param name="Queue">The endpoint's queue.</param>
/// <param name="Endpoint">The endpoint that is called.</param>
/// <param name="Delivery">The delivery that is sent.</param>
/// <param name="Epoch">The epoch of the lease under which the call is made.</param>
/// <param name="Standing">The standing whose place it holds.</param>
/// <param name="StartedAt">When the call got its place.</param>
/// <param name="Latest">
/// The latest time to send the call. A server that was paused must not send it when it wakes later.
/// </param>
public sealed record StartedCall(
    EndpointQueue Queue,
    CallableEndpoint Endpoint,
    QueuedDelivery Delivery,
    long Epoch,
    Standing Standing,
    DateTimeOffset StartedAt,
    DateTimeOffset Latest
);
