namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>An endpoint that this server holds, with those of its deliveries that are in memory.</summary>
public sealed class EndpointQueue(Guid id, Guid organizationId, EndpointPace pace)
{
    private const int BytesPerQueue = 64 * 1024,
        ReadAhead = 2,
        MostRead = 64,
        MostHeld = 512;

    private readonly LinkedList<QueuedDelivery> _waiting = new();
    private readonly HashSet<Guid> _held = [];
    private readonly HashSet<long> _conversations = [];
    private int _averageBytes = 4096;

    public Guid Id => id;

    public Guid OrganizationId => organizationId;

    public EndpointPace Pace => pace;

    public CallableEndpoint? Endpoint { get; private set; }

    public long Epoch { get; set; }

    public DateTimeOffset LeaseUntil { get; set; } = DateTimeOffset.UnixEpoch;

    public int UnderWay { get; private set; }

    /// <summary>True when no delivery is in memory, called or about to be stored.</summary>
    public bool IsEmpty => _held.Count == 0;

    /// <summary>True when the database may have more due deliveries.</summary>
    public bool MayHaveMore { get; set; } = true;

    /// <summary>
    /// True when the endpoint is to be freed as soon as it is empty: it was switched off, or must rest after a failure.
    /// </summary>
    public bool IsClosing { get; private set; }

    public bool IsInTurn { get; set; }

    /// <summary>True when the last read asked for the endpoint's deliveries.</summary>
    public bool IsBeingRead { get; set; }

    public bool IsStrict => Endpoint?.Row.Ordering == EndpointOrdering.Strict;

    private int Window => IsStrict ? 1 : pace.Window;

    private int Wanted => Math.Clamp(BytesPerQueue / _averageBytes, 1, Math.Min(MostRead, Window * ReadAhead));

    public bool NeedsMore => MayHaveMore && !IsClosing && _waiting.Count * 2 < Wanted && _held.Count < MostHeld;

    /// <summary>
    /// How many rows to ask for so that enough new ones are among them: deliveries held here are still due in the
    /// database.
    /// </summary>
    public int RowsToAsk => Wanted - _waiting.Count + _held.Count;

    /// <summary>Returns the deliveries held now. A row that is read later may be one of these.</summary>
    public IReadOnlySet<Guid> Snapshot() => _held.ToHashSet();

    public void Open(CallableEndpoint endpoint) => Endpoint = endpoint;

    public void Add(QueuedDelivery delivery)
    {
        _waiting.AddLast(delivery);
        _held.Add(delivery.Id);
        _averageBytes += (delivery.Bytes - _averageBytes) / 8;
    }

    /// <summary>
    /// Returns the first delivery that may be called now: within the window, and alone in its conversation.
    /// </summary>
    public QueuedDelivery? Next()
    {
        if (IsClosing || Endpoint is null || UnderWay >= Window)
            return null;
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (!IsStrict && OrderOf(node.Value) is { } conversation && _conversations.Contains(conversation))
                continue;
            return node.Value;
        }
        return null;
    }

    public void Start(QueuedDelivery delivery)
    {
        _waiting.Remove(delivery);
        UnderWay++;
        if (OrderOf(delivery) is { } conversation)
            _conversations.Add(conversation);
    }

    /// <summary>Notes that a call ended. The delivery stays held until its result is stored.</summary>
    public void End(QueuedDelivery delivery, CallResult result, DateTimeOffset now)
    {
        UnderWay--;
        if (delivery.Conversation is { } conversation)
            _conversations.Remove(conversation);
        if (result.IsSuccess)
            pace.Succeeded();
        else
            pace.Failed(result.StatusCode is not null, now);
        // In strict order the next delivery waits for the failed one. An endpoint that seems down waits as well, and
        // another endpoint gets its place.
        if (!result.IsSuccess && (IsStrict || pace.Standing == Standing.Failing))
            Close();
    }

    /// <summary>
    /// Notes that a call was not made because the lease ends. No more calls are made under this lease.
    /// </summary>
    public void GiveUp(QueuedDelivery delivery)
    {
        UnderWay--;
        if (delivery.Conversation is { } conversation)
            _conversations.Remove(conversation);
        _held.Remove(delivery.Id);
        Close();
    }

    public void Stored(Guid deliveryId) => _held.Remove(deliveryId);

    public void Close()
    {
        IsClosing = true;
        foreach (var delivery in _waiting)
            _held.Remove(delivery.Id);
        _waiting.Clear();
    }

    private long? OrderOf(QueuedDelivery delivery) =>
        Endpoint is { Row.Ordering: not EndpointOrdering.None } ? delivery.Conversation : null;
}
