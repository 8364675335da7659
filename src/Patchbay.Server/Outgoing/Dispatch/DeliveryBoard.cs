namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// Decides what is read, called and freed next, without a database, a call or a clock. Not safe for concurrent callers.
/// </summary>
public sealed class DeliveryBoard(TimeSpan lease)
{
    // No call starts later than this before the lease ends, because the clocks of two servers differ.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private static readonly Standing[] Standings = [Standing.Proven, Standing.Unknown, Standing.Failing];

    private readonly TimeSpan _renewBefore = lease / 2;
    private readonly Dictionary<Guid, EndpointQueue> _held = [];
    private readonly Dictionary<Guid, EndpointPace> _paces = [];
    private readonly HashSet<Guid> _leaving = [],
        _markedWhileLeaving = [];
    private readonly DueTable _due = new();
    private readonly CallsUnderWay[] _calls =
    [
        .. Enum.GetValues<Standing>().Select(standing => new CallsUnderWay(standing)),
    ];
    private readonly Turns<EndpointQueue>[] _turns = [new(), new(), new()];
    private readonly PriorityQueue<EndpointQueue, DateTimeOffset> _paced = new();

    /// <summary>
    /// How long an endpoint is held without renewal: longer than any call. A server that dies stops renewing, so its
    /// leases end by themselves.
    /// </summary>
    public TimeSpan Lease => lease;

    public IReadOnlyCollection<EndpointQueue> Held => _held.Values;

    /// <summary>Notes that an endpoint has something to deliver, now or later.</summary>
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

    /// <summary>
    /// Returns the endpoints to take, to read more deliveries of, and to renew the lease of. The taken endpoints are
    /// held from here on.
    /// </summary>
    public ReadPlan Plan(DateTimeOffset now)
    {
        _due.MoveDue(now, endpoint => PaceOf(endpoint).Standing);
        var taken = Standings.SelectMany(Take).ToList();
        var read = _held.Values.Where(queue => queue.NeedsMore).ToList();
        var renew = _held
            .Values.Where(queue => (!queue.IsEmpty || queue.NeedsMore) && queue.LeaseUntil - now < _renewBefore)
            .ToList();
        return new(taken, renew, read);
    }

    /// <summary>
    /// Notes that another server holds an endpoint that was to be taken; it is looked at again at that time.
    /// </summary>
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

    /// <summary>Moves slow calls to places of their own, so that quick ones find room.</summary>
    public void SetSlowAside(DateTimeOffset now)
    {
        foreach (var calls in _calls)
            calls.SetSlowAside(now);
    }

    /// <summary>Returns the next call, with its place taken; null when there is no place or nothing to call.</summary>
    public StartedCall? Start(DateTimeOffset now)
    {
        OfferPaced(now);
        foreach (var standing in Standings)
        {
            var calls = _calls[(int)standing];
            while (calls.HasRoom && _turns[(int)standing].TryTake(calls.HasRoomFor, out var queue))
            {
                queue.IsInTurn = false;
                if (queue.Pace.Standing != standing)
                    Offer(queue);
                else if (queue.Pace.PacedUntil > now)
                    Park(queue);
                else if (
                    queue.LeaseUntil - now >= Margin
                    && queue.Next() is { } delivery
                    && queue.Endpoint is { } endpoint
                )
                    return Start(queue, endpoint, delivery, now);
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

    /// <summary>
    /// Notes that a call was not made. Its endpoint is freed, and the next server to hold it reads the deliveries
    /// again.
    /// </summary>
    public void NotMade(StartedCall call)
    {
        _calls[(int)call.Standing].Remove(call);
        call.Queue.GiveUp(call.Delivery);
    }

    /// <summary>Removes queues with nothing left to do. They are no longer held, but not free yet.</summary>
    /// <param name="isReading">Whether a read is under way. The endpoints it asks for are not idle.</param>
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

    /// <summary>Notes that queues are free. The first server to take a queue gets its waiting deliveries.</summary>
    public void Released(IEnumerable<EndpointQueue> queues, IEnumerable<DueEndpoint> waiting, DateTimeOffset now)
    {
        foreach (var queue in queues)
        {
            _leaving.Remove(queue.Id);
            if (_markedWhileLeaving.Remove(queue.Id))
                Await(new(queue.Id, queue.OrganizationId, false, now));
        }
        foreach (var endpoint in waiting)
            Note(endpoint);
    }

    /// <summary>Returns when to look again unless something happens before.</summary>
    public DateTimeOffset NextLook(DateTimeOffset now, DateTimeOffset latest)
    {
        var next = latest;
        Consider(_due.NextDue);
        if (_paced.TryPeek(out _, out var paced))
            Consider(paced);
        foreach (var calls in _calls)
            Consider(calls.NextSlow(now));
        // An endpoint that is being taken has no lease yet; the database's answer wakes the loop.
        foreach (var queue in _held.Values.Where(queue => queue.Epoch != 0))
            Consider(queue.LeaseUntil - _renewBefore);
        return next;

        void Consider(DateTimeOffset? at)
        {
            if (at > now && at < next)
                next = at.Value;
        }
    }

    private StartedCall Start(
        EndpointQueue queue,
        CallableEndpoint endpoint,
        QueuedDelivery delivery,
        DateTimeOffset now
    )
    {
        var call = new StartedCall(
            queue,
            endpoint,
            delivery,
            queue.Epoch,
            queue.Pace.Standing,
            now,
            queue.LeaseUntil - (Margin / 2)
        );
        _calls[(int)call.Standing].Add(call);
        queue.Start(delivery);
        queue.Pace.Started(endpoint.Row.RateLimit, now);
        Offer(queue);
        return call;
    }

    // A queue waits for its pace outside of the turns. It stays held, unless other endpoints wait for its place.
    private void Park(EndpointQueue queue)
    {
        if (_due.IsWaited(queue.Pace.Standing))
        {
            queue.Close();
            return;
        }
        queue.IsInTurn = true;
        _paced.Enqueue(queue, queue.Pace.PacedUntil);
    }

    private void OfferPaced(DateTimeOffset now)
    {
        while (_paced.TryPeek(out var queue, out var at) && at <= now)
        {
            _paced.Dequeue();
            queue.IsInTurn = false;
            Offer(queue);
        }
    }

    private void Await(DueEndpoint endpoint)
    {
        var pace = PaceOf(endpoint);
        var earliest = pace.NotBefore > pace.PacedUntil ? pace.NotBefore : pace.PacedUntil;
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

/// <summary>The next questions to the database.</summary>
/// <param name="Taken">Endpoints to take; <paramref name="Read"/> contains them as well.</param>
/// <param name="Renewed">Held endpoints whose lease ends soon, and the taken ones.</param>
/// <param name="Read">Endpoints whose next deliveries are wanted.</param>
public sealed record ReadPlan(
    IReadOnlyList<EndpointQueue> Taken,
    IReadOnlyList<EndpointQueue> Renewed,
    IReadOnlyList<EndpointQueue> Read
)
{
    public bool IsEmpty => Taken.Count + Renewed.Count + Read.Count == 0;
}
