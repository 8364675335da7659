namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// Calls of one standing and the places they hold. One that takes long moves to a place for slow calls, as far as there are
/// any: endpoints that answered until now and then hang would else keep all places until their time is up.
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

    /// <summary>When the next of them will be slow.</summary>
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
/// <param name="Queue">Whose endpoint it goes to.</param>
/// <param name="Delivery">What it carries.</param>
/// <param name="Epoch">The lease it is made under.</param>
/// <param name="Standing">Among whose places it has one.</param>
/// <param name="StartedAt">When it got it.</param>
/// <param name="Latest">When it may be sent at the latest: a server that is paused in between, or starved, must not send it once it wakes.</param>
public sealed record StartedCall(
    EndpointQueue Queue,
    QueuedDelivery Delivery,
    long Epoch,
    Standing Standing,
    DateTimeOffset StartedAt,
    DateTimeOffset Latest
);
