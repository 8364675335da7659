using System.Text.Json;

namespace Patchbay.Graph.Groups;

/// <summary>A request to join a group.</summary>
public sealed record JoinRequest : GraphObject
{
    /// <summary>Id of the request.</summary>
    public required string JoinRequestId { get; init; }

    /// <summary>The user's WhatsApp id.</summary>
    public string? WaId { get; init; }

    /// <summary>The user's business-scoped id.</summary>
    public string? UserId { get; init; }

    /// <summary>When the request was made, in seconds since 1970.</summary>
    public long? CreationTimestamp { get; init; }
}

/// <summary>Requests to join that are approved or rejected.</summary>
public sealed record JoinDecision : GraphObject
{
    /// <summary>Ids of the requests.</summary>
    public required IReadOnlyList<string> JoinRequests { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>The result for each request to join.</summary>
public sealed record JoinOutcome : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Ids of the approved requests.</summary>
    public IReadOnlyList<string>? ApprovedJoinRequests { get; init; }

    /// <summary>Ids of the rejected requests.</summary>
    public IReadOnlyList<string>? RejectedJoinRequests { get; init; }

    /// <summary>Requests that are unchanged, each with its errors.</summary>
    public IReadOnlyList<FailedJoinRequest>? FailedJoinRequests { get; init; }

    /// <summary>Errors of the call itself.</summary>
    public IReadOnlyList<GroupError>? Errors { get; init; }
}

/// <summary>A request to join that could not be changed.</summary>
public sealed record FailedJoinRequest : GraphObject
{
    /// <summary>Id of the request.</summary>
    public string? JoinRequestId { get; init; }

    /// <summary>Why the request could not be changed.</summary>
    public IReadOnlyList<GroupError>? Errors { get; init; }
}

/// <summary>An error in an answer about groups.</summary>
public sealed record GroupError : GraphObject
{
    /// <summary>Meta's code.</summary>
    public int? Code { get; init; }

    /// <summary>Meta's error text.</summary>
    public string? Message { get; init; }

    /// <summary>Meta's title.</summary>
    public string? Title { get; init; }

    /// <summary>Further details, with <c>details</c>.</summary>
    public JsonElement? ErrorData { get; init; }
}
