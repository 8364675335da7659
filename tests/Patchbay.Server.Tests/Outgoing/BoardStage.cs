using Patchbay.Server.Outgoing;
using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>The board alone, with calls that end only when the test ends them.</summary>
public abstract class BoardStage
{
    // A new endpoint gets four calls at a time, and one more after an answer.
    protected const int Window = 5;

    private static int _ids;

    protected static DateTimeOffset Start { get; } = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    /// <summary>The time, which the test moves.</summary>
    protected DateTimeOffset Now { get; set; } = Start;

    protected DeliveryBoard Board { get; } = new(TimeSpan.FromSeconds(30));

    protected List<StartedCall> UnderWay { get; } = [];

    private static Guid NextId() => new(Interlocked.Increment(ref _ids), 1, 0, new byte[8]);

    protected static Guid Tenant(int number) => new(number, 0, 0, new byte[8]);

    protected static DueEndpoint Endpoint(Guid tenant, bool isFailing = false) =>
        new(NextId(), tenant, isFailing, Start);

    protected EndpointQueue Wait(DueEndpoint endpoint, int deliveries, string ordering = EndpointOrdering.Conversation)
    {
        Board.Note(endpoint);
        var plan = Board.Plan(Now);
        var queue =
            plan.Taken.SingleOrDefault(held => held.Id == endpoint.EndpointId)
            ?? Board.Held.SingleOrDefault(held => held.Id == endpoint.EndpointId);
        if (queue is null)
            return null!; // the limit of held endpoints is reached, so this endpoint waits in the database
        Fill(queue, endpoint, deliveries, ordering);
        return queue;
    }

    /// <summary>Acts like the database's answer when a taken endpoint is read.</summary>
    protected void Fill(
        EndpointQueue queue,
        DueEndpoint endpoint,
        int deliveries,
        string ordering = EndpointOrdering.Conversation
    )
    {
        (queue.Epoch, queue.LeaseUntil, queue.MayHaveMore) = (1, Now + Board.Lease, false);
        queue.Open(
            new(RowOf(endpoint, ordering), new Uri("https://customer.test/"), [], new Dictionary<string, string>())
        );
        for (var i = 0; i < deliveries; i++)
            queue.Add(DeliveryOf(queue, null));
        Board.Offer(queue);
    }

    protected void Add(EndpointQueue queue, params ReadOnlySpan<long> conversation)
    {
        foreach (var number in conversation)
            queue.Add(DeliveryOf(queue, number));
        Board.Offer(queue);
    }

    /// <summary>An endpoint that answered once and now gets <see cref="Window"/> calls at a time.</summary>
    protected DueEndpoint Proven(Guid tenant)
    {
        var endpoint = Endpoint(tenant);
        Wait(endpoint, deliveries: 1);
        End(StartAll().Single(), 200);
        return endpoint;
    }

    protected void HangNew(int endpoints, Guid tenant)
    {
        for (var i = 0; i < endpoints; i++)
            Wait(Endpoint(tenant), deliveries: 50);
    }

    protected void HangProven(int endpoints, params ReadOnlySpan<Guid> tenants)
    {
        var proven = new List<DueEndpoint>();
        foreach (var tenant in tenants)
            proven.AddRange(Enumerable.Repeat(tenant, endpoints).Select(Proven).ToList());
        foreach (var endpoint in proven)
            Wait(endpoint, deliveries: 50);
    }

    protected List<StartedCall> StartAll()
    {
        var started = new List<StartedCall>();
        while (Board.Start(Now) is { } call)
            started.Add(call);
        UnderWay.AddRange(started);
        return started;
    }

    protected void End(StartedCall call, int status)
    {
        UnderWay.Remove(call);
        Board.Ended(call, new(TimeSpan.Zero) { StatusCode = status, Head = "" }, Now);
        call.Queue.Stored(call.Delivery.Id);
    }

    private static QueuedDelivery DeliveryOf(EndpointQueue queue, long? conversation) =>
        new()
        {
            Id = NextId(),
            EndpointId = queue.Id,
            EventId = Guid.Empty,
            AttemptCount = 0,
            ScheduleFrom = 0,
            DueAt = Start,
            OrganizationId = queue.OrganizationId,
            Type = EventNames.MessageReceived,
            Data = "{}",
            OccurredAt = Start,
            Conversation = conversation,
        };

    private static EndpointRow RowOf(DueEndpoint endpoint, string ordering) =>
        new()
        {
            Id = endpoint.EndpointId,
            OrganizationId = endpoint.OrganizationId,
            Environment = "sandbox",
            Url = "https://customer.test/",
            Events = "[\"*\"]",
            Format = EndpointFormat.Event,
            Ordering = ordering,
            IsActive = true,
            RowVersion = 0,
            CreatedAt = Start,
            UpdatedAt = Start,
        };
}
