namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// Decides what is read, called and given back next: values in, values out, no database, no call, no clock. One caller at a time.
/// </summary>
public sealed class DeliveryBoard(TimeSpan lease)
{
    // A call may be started no later than this before the lease ends: another server's clock is not quite ours.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private static readonly Standing[] Standings = [Standing.Proven, Standing.Unknown, Standing.Failing];

    private readonly TimeSpan _renewBefore = lease / 2;
    private readonly Dictionary<Guid, EndpointQueue> _held = [];
    private readonly Dictionary<Guid, EndpointPace> _paces = [];
    private readonly HashSet<Guid> _leaving = [],
        _markedWhileLeaving = [];
    private readonly DueTable _due = new();
    private readonly CallsUnderWay[] _calls = [.. Enum.GetValues<Standing>().Select(one => new CallsUnderWay(one))];
    private readonly Turns<EndpointQueue>[] _turns = [new(), new(), new()];

    /// <summary>Longer than any call. It is renewed while an endpoint is worked on, and ends by itself when its server dies.</summary>
    public TimeSpan Lease => lease;

    public IReadOnlyCollection<EndpointQueue> Held => _held.Values;

    /// <summary>Something waits for an endpoint, now or later.</summary>
    public void Note(DueEndpoint endpoint)
    {
        if (endpoint.IsAskedFor)
            PaceOf(endpoint).EndPause();
        if (_held.TryGetValue(endpoint.EndpointId, out var queue))
        {
            queue.MayHaveMore = true;
        }
        else if (_leaving.Contains(endpoint.EndpointId))
            _markedWhileLeaving.Add(endpoint.EndpointId);
        else
            Await(endpoint);
    }

    /// <summary>Endpoints to take, and held ones to read more of or whose lease to renew. What is taken is held from here on.</summary>
    public ReadPlan Plan(DateTimeOffset now)
    {
        _due.MoveDue(now, one => PaceOf(one).Standing);
        var taken = Standings.SelectMany(Take).ToList();
        var read = _held.Values.Where(queue => queue.NeedsMore).ToList();
        var renew = _held
            .Values.Where(queue => (!queue.IsEmpty || queue.NeedsMore) && queue.LeaseUntil - now < _renewBefore)
            .ToList();
        return new(taken, renew, read);
    }

    /// <summary>It was to be taken, but another server holds it: look again later.</summary>
    public void Refused(EndpointQueue queue, DateTimeOffset again)
    {
        queue.Close();
        _held.Remove(queue.Id);
        Await(new(queue.Id, queue.OrganizationId, false, again));
    }

    /// <summary>Lets a queue take its turn when it has something to call.</summary>
    public void Offer(EndpointQueue queue)
    {
        if (queue.IsInTurn || queue.Next() is null)
            return;
        queue.IsInTurn = true;
        _turns[(int)queue.Pace.Standing].Add(queue.OrganizationId, queue);
    }

    /// <summary>Calls that go on for long make room for those that do not.</summary>
    public void SetSlowAside(DateTimeOffset now)
    {
        foreach (var calls in _calls)
            calls.SetSlowAside(now);
    }

    /// <summary>The next call, its place taken; null when no place or nothing to call is left.</summary>
    public StartedCall? Start(DateTimeOffset now)
    {
        foreach (var standing in Standings)
        {
            var calls = _calls[(int)standing];
            while (calls.HasRoom && _turns[(int)standing].TryTake(calls.HasRoomFor, out var queue))
            {
                queue.IsInTurn = false;
                if (queue.Pace.Standing != standing)
                    Offer(queue);
                else if (queue.LeaseUntil - now >= Margin && queue.Next() is { } delivery)
                    return Start(queue, delivery, now);
            }
        }
        return null;
    }

    public void Ended(StartedCall call, CallResult result, DateTimeOffset now)
    {
        _calls[(int)call.Standing].Remove(call);
        call.Queue.End(call.Delivery, result, now);
        Offer(call.Queue);
    }

    /// <summary>It was not made after all. Its endpoint is given back, and whoever holds it then reads anew what is due.</summary>
    public void NotMade(StartedCall call)
    {
        _calls[(int)call.Standing].Remove(call);
        call.Queue.GiveUp(call.Delivery);
    }

    /// <summary>Held queues with nothing left to do: they are no longer held, but not free yet.</summary>
    /// <param name="isReading">A read is under way: what it asks for is not idle.</param>
    public IReadOnlyList<EndpointQueue> TakeIdle(bool isReading)
    {
        var idle = _held
            .Values.Where(queue =>
                queue is { IsEmpty: true, UnderWay: 0, NeedsMore: false } && !(isReading && queue.IsBeingRead)
            )
            .ToList();
        foreach (var queue in idle)
        {
            _held.Remove(queue.Id);
            _leaving.Add(queue.Id);
        }
        return idle;
    }

    /// <summary>They are free now; what waits for them is due for whoever comes first.</summary>
    public void Released(IEnumerable<EndpointQueue> queues, IEnumerable<DueEndpoint> waiting, DateTimeOffset now)
    {
        foreach (var queue in queues)
        {
            _leaving.Remove(queue.Id);
            if (_markedWhileLeaving.Remove(queue.Id))
                Await(new(queue.Id, queue.OrganizationId, false, now));
        }
        foreach (var one in waiting)
            Note(one);
    }

    /// <summary>When to look again if nothing happens until then.</summary>
    public DateTimeOffset NextLook(DateTimeOffset now, DateTimeOffset latest)
    {
        var next = latest;
        Consider(_due.NextDue);
        foreach (var calls in _calls)
            Consider(calls.NextSlow(now));
        // One that is being taken has no lease yet: its answer wakes the loop.
        foreach (var queue in _held.Values.Where(queue => queue.Epoch != 0))
            Consider(queue.LeaseUntil - _renewBefore);
        return next;

        void Consider(DateTimeOffset? at)
        {
            if (at > now && at < next)
                next = at.Value;
        }
    }

    private StartedCall Start(EndpointQueue queue, QueuedDelivery delivery, DateTimeOffset now)
    {
        var call = new StartedCall(
            queue,
            delivery,
            queue.Epoch,
            queue.Pace.Standing,
            now,
            queue.LeaseUntil - (Margin / 2)
        );
        _calls[(int)call.Standing].Add(call);
        queue.Start(delivery);
        Offer(queue);
        return call;
    }

    private void Await(DueEndpoint endpoint)
    {
        var earliest = PaceOf(endpoint).NotBefore;
        _due.Note(earliest > endpoint.DueAt ? endpoint with { DueAt = earliest } : endpoint);
    }

    private List<EndpointQueue> Take(Standing standing)
    {
        var places = new Places(Places.Held);
        foreach (var queue in _held.Values.Where(queue => queue.Pace.Standing == standing))
            places.Take(queue.OrganizationId);
        var taken = new List<EndpointQueue>();
        while (_due.TryTake(standing, places.HasRoomFor, out var due))
        {
            var queue = new EndpointQueue(due.EndpointId, due.OrganizationId, PaceOf(due));
            places.Take(queue.OrganizationId);
            _held.Add(queue.Id, queue);
            taken.Add(queue);
        }
        return taken;
    }

    private EndpointPace PaceOf(DueEndpoint endpoint) =>
        _paces.TryGetValue(endpoint.EndpointId, out var pace)
            ? pace
            : _paces[endpoint.EndpointId] = new(endpoint.IsFailing);
}

/// <summary>What to ask the database for.</summary>
/// <param name="Taken">Endpoints to take; they are among the ones to read.</param>
/// <param name="Renewed">Held endpoints whose lease ends soon, the taken ones included.</param>
/// <param name="Read">Endpoints whose next deliveries are wanted.</param>
public sealed record ReadPlan(
    IReadOnlyList<EndpointQueue> Taken,
    IReadOnlyList<EndpointQueue> Renewed,
    IReadOnlyList<EndpointQueue> Read
)
{
    public bool IsEmpty => Taken.Count + Renewed.Count + Read.Count == 0;
}
