namespace Patchbay.Server.Outgoing;

/// <summary>An event, stored once for all endpoints.</summary>
public sealed class EventRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Type { get; init; }
    public Guid? PhoneId { get; init; }
    public Guid? WabaId { get; init; }
    public Guid? InstanceId { get; init; }
    public required string Data { get; init; }
    public byte[]? MetaPayload { get; init; }

    /// <summary>Null for an event of no channel; such events go to endpoints of every channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Its own form in payload version 1, by <see cref="EventVersions.Write"/>; mostly null.</summary>
    public string? Version1 { get; init; }

    /// <summary>
    /// A hash of number and contact; null when the event has no conversation. Events of one conversation are delivered
    /// in order.
    /// </summary>
    public long? Conversation { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The W3C trace context of the event; null when no trace is recorded.</summary>
    public string? Traceparent { get; init; }
}

/// <summary>One event for one endpoint.</summary>
public sealed class DeliveryRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required Guid EventId { get; init; }
    public required Guid EndpointId { get; init; }

    /// <summary>The type of the event, joined from its row.</summary>
    public string EventType { get; init; } = "";

    /// <summary>Joined from the event.</summary>
    public string? EventVersion1 { get; init; }

    /// <summary>Joined from the endpoint.</summary>
    public int PayloadVersion { get; init; } = EventVersions.Current;

    /// <summary>The event's name as the endpoint gets it.</summary>
    public string EventName => EventVersions.NameIn(PayloadVersion, EventType, EventVersion1) ?? EventType;

    public required string State { get; init; }
    public required int AttemptCount { get; init; }

    /// <summary>
    /// Attempts before the schedule last started. Sending again restarts the schedule, not the count.
    /// </summary>
    public required int ScheduleFrom { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Joined from the queue of a strictly ordered endpoint: no attempt before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset NextAt => NotBefore is { } wait && wait > DueAt ? wait : DueAt;

    public int? LastStatus { get; init; }
    public string? LastError { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

public static class DeliveryState
{
    public const string Pending = "pending",
        Delivered = "delivered",
        Failed = "failed";
}

/// <summary>Why a call was made: by the schedule, or because sending again was requested.</summary>
public static class AttemptTrigger
{
    public const string Schedule = "schedule",
        Manual = "manual";
}

/// <summary>One HTTP call.</summary>
public sealed class AttemptRow
{
    public required Guid DeliveryId { get; init; }
    public required int Number { get; init; }
    public required string Trigger { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required long DurationMs { get; init; }
    public required string Outcome { get; init; }
    public int? StatusCode { get; init; }
    public string? Error { get; init; }

    /// <summary>The first 16 KiB of the answer.</summary>
    public string? ResponseHead { get; init; }

    public DateTimeOffset? NextAt { get; init; }
}
