using System.Text.Json.Serialization;

namespace Patchbay.Graph.Solutions;

/// <summary>Narrows a list of solutions.</summary>
public sealed record ListSolutions : PageQuery
{
    /// <summary>Role of the app in the solutions.</summary>
    public SolutionRole? Role { get; init; }
}

/// <summary>Creates a solution and invites another app to it.</summary>
public sealed record CreateSolution : GraphObject
{
    /// <summary>Name of the solution, 2 to 75 characters.</summary>
    public required string SolutionName { get; init; }

    /// <summary>Id of the invited app.</summary>
    public required string PartnerAppId { get; init; }

    /// <summary>What the owner may do; only <see cref="WabaTask.Messaging"/> is accepted.</summary>
    public required IReadOnlyList<WabaTask> OwnerPermissions { get; init; }

    /// <summary>What the partner may do; only <see cref="WabaTask.Messaging"/> is accepted.</summary>
    public required IReadOnlyList<WabaTask> PartnerPermissions { get; init; }
}

/// <summary>The created solution.</summary>
public sealed record CreatedSolution : GraphObject
{
    /// <summary>Id of the solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string SolutionId { get; init; }
}

/// <summary>Accepts an invitation.</summary>
public sealed record AcceptSolution : GraphObject
{
    /// <summary>Id of the accepting app.</summary>
    public required string PartnerAppId { get; init; }

    /// <summary>Id for tracing.</summary>
    public string? LogSessionId { get; init; }
}

/// <summary>The answer to an accepted invitation.</summary>
public sealed record AcceptedSolution : GraphObject
{
    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; init; }

    /// <summary>Status of the partner's part.</summary>
    public SolutionStatus? PartnerStatus { get; init; }

    /// <summary>A note about the result.</summary>
    public string? Message { get; init; }

    /// <summary>When the status changed, in ISO 8601.</summary>
    public string? UpdateTime { get; init; }
}

/// <summary>Rejects an invitation or a deactivation.</summary>
public sealed record RejectSolution : GraphObject
{
    /// <summary>The kind of request.</summary>
    public required SolutionRequestKind RequestType { get; init; }

    /// <summary>Reason, at most 500 characters.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>Id of the rejecting app.</summary>
    public string? PartnerAppId { get; init; }
}

/// <summary>The answer to a rejection.</summary>
public sealed record RejectedSolution : GraphObject
{
    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; init; }

    /// <summary>The kind of rejected request.</summary>
    public SolutionRequestKind? RejectedRequestType { get; init; }

    /// <summary>When the request was rejected, in ISO 8601.</summary>
    public string? RejectionTimestamp { get; init; }

    /// <summary>Id of the rejecting app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PartnerAppId { get; init; }
}

/// <summary>Rejects the deactivation of a solution.</summary>
public sealed record RejectDeactivation : GraphObject, ICarryFields
{
    /// <summary>Always true.</summary>
    public required bool RejectDeactivationRequest { get; init; }

    /// <summary>Names of the solution's fields to return; Meta's default set when omitted.</summary>
    [JsonIgnore]
    public string? Fields { get; init; }
}

/// <summary>Asks the partner to deactivate a solution.</summary>
public sealed record RequestDeactivation : GraphObject
{
    /// <summary>Reason, at most 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>The answer to a request for deactivation.</summary>
public sealed record DeactivationRequested : GraphObject
{
    /// <summary>Whether the request was sent.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>A note about the result.</summary>
    public string? Message { get; init; }

    /// <summary>Id of the request.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RequestId { get; init; }
}

/// <summary>Selects the client for which a token is requested.</summary>
public sealed record SolutionTokenQuery
{
    /// <summary>Id of the client's portfolio.</summary>
    public required string BusinessId { get; init; }
}

/// <summary>A token for a client of the solution.</summary>
/// <remarks>Keep it secret.</remarks>
public sealed record SolutionToken : GraphObject
{
    /// <summary>The token.</summary>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary>When the token expires, in seconds since 1970.</summary>
    public long? ExpiresAt { get; init; }
}
