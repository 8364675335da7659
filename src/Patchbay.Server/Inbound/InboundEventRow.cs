namespace Patchbay.Server.Inbound;

/// <summary>One thing Meta told us, as it came.</summary>
public sealed class InboundEventRow
{
    public required Guid Id { get; init; }
    public required string Environment { get; init; }
    public required Guid OrganizationId { get; init; }
    public Guid? PhoneId { get; init; }
    public Guid? WabaId { get; init; }

    /// <summary>Meta's name of the kind of change, such as <c>messages</c>.</summary>
    public required string Field { get; init; }

    public required string Kind { get; init; }
    public required string DedupeKey { get; init; }

    /// <summary>Meta's own payload, reduced to this one event.</summary>
    public required byte[] Change { get; init; }

    public required string State { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public string? Error { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}

public static class InboundKind
{
    public const string Message = "message", Status = "status", Other = "other";
}

public static class InboundState
{
    public const string Pending = "pending", Done = "done", Failed = "failed";
}
