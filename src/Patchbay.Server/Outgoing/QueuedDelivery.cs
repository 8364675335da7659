namespace Patchbay.Server.Outgoing;

/// <summary>A due delivery with its event, as the worker holds it.</summary>
public sealed class QueuedDelivery
{
    public required Guid Id { get; init; }
    public required Guid EndpointId { get; init; }
    public required Guid EventId { get; init; }
    public required int AttemptCount { get; init; }
    public required int ScheduleFrom { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Type { get; init; }
    public required string Data { get; init; }
    public string? Version1 { get; init; }
    public byte[]? MetaPayload { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public long? Conversation { get; init; }
    public string? Traceparent { get; init; }

    /// <summary>The approximate size in memory.</summary>
    public int Bytes => 512 + (2 * (Data.Length + (Version1?.Length ?? 0))) + (MetaPayload?.Length ?? 0);
}

/// <summary>An endpoint with something to deliver.</summary>
public sealed record DueEndpoint(Guid EndpointId, Guid OrganizationId, bool IsFailing, DateTimeOffset DueAt)
{
    /// <summary>
    /// The endpoint's owner has just changed it or asked for a call, so earlier failures are no reason to pause.
    /// </summary>
    public bool IsAskedFor { get; init; }
}

/// <summary>
/// The right to work on an endpoint. Results are stored only while the endpoint still has this epoch.
/// </summary>
public sealed class EndpointLease
{
    public required Guid EndpointId { get; init; }
    public required long LeaseEpoch { get; init; }

    /// <summary>When the first delivery of a strictly ordered endpoint may be tried again.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>A call's attempt and its verdict, ready to be stored.</summary>
public sealed record DeliveryOutcome(
    QueuedDelivery Delivery,
    long LeaseEpoch,
    AttemptRow Attempt,
    Verdict Verdict,
    DateTimeOffset DueAt,
    DateTimeOffset? FinishedAt
);
