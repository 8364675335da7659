namespace Patchbay.Server.Messages;

/// <summary>One message, in or out.</summary>
public sealed class MessageRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required Guid PhoneId { get; init; }
    public required Guid WabaId { get; init; }
    public required string Direction { get; init; }
    public required string Type { get; init; }

    /// <summary>JSON: the object that Meta names like the type, such as <c>{"body":"…"}</c> of a text.</summary>
    public required string Content { get; init; }

    /// <summary>Meta's id; null until Meta accepted the message.</summary>
    public string? Wamid { get; init; }

    /// <summary>E.164 with a plus; null for a contact known only by a business-scoped id.</summary>
    public string? ContactPhone { get; init; }

    public string? ContactName { get; init; }
    public string? ContactId { get; init; }
    public string? BusinessScopedUserId { get; init; }
    public string? Username { get; init; }
    public required string Status { get; init; }

    /// <summary>JSON of <see cref="MessageError"/>.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

public static class MessageDirection
{
    public const string Inbound = "inbound", Outbound = "outbound";
}
