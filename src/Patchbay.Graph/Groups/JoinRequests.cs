using System.Text.Json;

namespace Patchbay.Graph.Groups;

/// <summary>Someone who wants to join.</summary>
public sealed record JoinRequest : GraphObject
{
    /// <summary>Id of the request.</summary>
    public required string JoinRequestId { get; init; }

    /// <summary>The WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The business-scoped id.</summary>
    public string? UserId { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? CreationTimestamp { get; init; }
}

/// <summary>Requests to approve or refuse.</summary>
public sealed record JoinDecision : GraphObject
{
    /// <summary>Their ids.</summary>
    public required IReadOnlyList<string> JoinRequests { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>What became of each request.</summary>
public sealed record JoinOutcome : GraphObject
{
    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Approved.</summary>
    public IReadOnlyList<string>? ApprovedJoinRequests { get; init; }

    /// <summary>Refused.</summary>
    public IReadOnlyList<string>? RejectedJoinRequests { get; init; }

    /// <summary>Unchanged, each with its reasons.</summary>
    public IReadOnlyList<FailedJoinRequest>? FailedJoinRequests { get; init; }

    /// <summary>Faults of the call itself.</summary>
    public IReadOnlyList<GroupError>? Errors { get; init; }
}

/// <summary>A request that stays as it was.</summary>
public sealed record FailedJoinRequest : GraphObject
{
    /// <summary>Its id.</summary>
    public string? JoinRequestId { get; init; }

    /// <summary>Why.</summary>
    public IReadOnlyList<GroupError>? Errors { get; init; }
}

/// <summary>A fault in a group answer.</summary>
public sealed record GroupError : GraphObject
{
    /// <summary>Meta's code.</summary>
    public int? Code { get; init; }

    /// <summary>Meta's words.</summary>
    public string? Message { get; init; }

    /// <summary>Meta's title.</summary>
    public string? Title { get; init; }

    /// <summary>More, with <c>details</c>.</summary>
    public JsonElement? ErrorData { get; init; }
}
