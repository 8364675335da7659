namespace Patchbay.Server.Intake;

/// <summary>One event from Meta, as it came. Ids are in the order of arrival.</summary>
public sealed class InboundEventRow
{
    public required long Id { get; init; }
    public required string Environment { get; init; }

    /// <summary>Meta's name of the kind of account, such as <c>whatsapp_business_account</c>.</summary>
    public required string Object { get; init; }

    /// <summary>Meta's id of the account: a WhatsApp account, a page, an Instagram account.</summary>
    public required string EntryId { get; init; }

    /// <summary>Meta's id of the WhatsApp number, where it names one.</summary>
    public string? NumberId { get; init; }

    /// <summary>Meta's name of the kind of change, such as <c>messages</c>.</summary>
    public required string Field { get; init; }

    public required string Kind { get; init; }

    /// <summary>Meta's own payload, reduced to this one event.</summary>
    public required byte[] Change { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The trace of the request that brought it; null when traces are not recorded.</summary>
    public string? Traceparent { get; init; }

    /// <summary>How often working on it failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>What must be connected for the event to have an owner.</summary>
    public Subject Subject => new(Environment, NumberId is not null, NumberId ?? EntryId);
}

public static class InboundKind
{
    public const string Message = "message",
        Status = "status",
        Other = "other";
}

/// <summary>Why a body or an event lies in quarantine.</summary>
public static class QuarantineReason
{
    public const string Unreadable = "unreadable",
        NotStorable = "not_storable",
        UnknownNumber = "unknown_number",
        UnknownAccount = "unknown_account",
        Failed = "failed";
}
