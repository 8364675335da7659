using System.Text.Json.Serialization;

namespace Patchbay.Graph.Solutions;

/// <summary>Narrows a list of solutions.</summary>
public sealed record ListSolutions : PageQuery
{
    /// <summary>The app's part in them.</summary>
    public SolutionRole? Role { get; init; }
}

/// <summary>Invites another app to a solution.</summary>
public sealed record CreateSolution : GraphObject
{
    /// <summary>Its name, 2 to 75 characters.</summary>
    public required string SolutionName { get; init; }

    /// <summary>The other app.</summary>
    public required string PartnerAppId { get; init; }

    /// <summary>What the owner may do; only <see cref="WabaTask.Messaging"/> is accepted.</summary>
    public required IReadOnlyList<WabaTask> OwnerPermissions { get; init; }

    /// <summary>What the partner may do; only <see cref="WabaTask.Messaging"/> is accepted.</summary>
    public required IReadOnlyList<WabaTask> PartnerPermissions { get; init; }
}

/// <summary>A new solution.</summary>
public sealed record CreatedSolution : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string SolutionId { get; init; }
}

/// <summary>Accepts an invitation.</summary>
public sealed record AcceptSolution : GraphObject
{
    /// <summary>The accepting app.</summary>
    public required string PartnerAppId { get; init; }

    /// <summary>An id for tracing.</summary>
    public string? LogSessionId { get; init; }
}

/// <summary>The answer to an acceptance.</summary>
public sealed record AcceptedSolution : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>The solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; init; }

    /// <summary>Where the partner's part stands.</summary>
    public SolutionStatus? PartnerStatus { get; init; }

    /// <summary>A note.</summary>
    public string? Message { get; init; }

    /// <summary>When, ISO 8601.</summary>
    public string? UpdateTime { get; init; }
}

/// <summary>Refuses an invitation or an end.</summary>
public sealed record RejectSolution : GraphObject
{
    /// <summary>Which of the two.</summary>
    public required SolutionRequestKind RequestType { get; init; }

    /// <summary>Why, at most 500 characters.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>The refusing app.</summary>
    public string? PartnerAppId { get; init; }
}

/// <summary>The answer to a refusal.</summary>
public sealed record RejectedSolution : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>The solution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SolutionId { get; init; }

    /// <summary>What was refused.</summary>
    public SolutionRequestKind? RejectedRequestType { get; init; }

    /// <summary>When, ISO 8601.</summary>
    public string? RejectionTimestamp { get; init; }

    /// <summary>The refusing app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PartnerAppId { get; init; }
}

/// <summary>Refuses the end of a solution.</summary>
public sealed record RejectDeactivation : GraphObject, ICarryFields
{
    /// <summary>Always true.</summary>
    public required bool RejectDeactivationRequest { get; init; }

    /// <summary>Names of the solution's fields to return; the default set when left out.</summary>
    [JsonIgnore]
    public string? Fields { get; init; }
}

/// <summary>Asks to end a solution.</summary>
public sealed record RequestDeactivation : GraphObject
{
    /// <summary>Why, at most 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>The answer to a request to end.</summary>
public sealed record DeactivationRequested : GraphObject
{
    /// <summary>Whether it was sent.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>A note.</summary>
    public string? Message { get; init; }

    /// <summary>Id of the request.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RequestId { get; init; }
}

/// <summary>For which client a token is wanted.</summary>
public sealed record SolutionTokenQuery
{
    /// <summary>The client's portfolio.</summary>
    public required string BusinessId { get; init; }
}

/// <summary>A token for a client of the solution. Keep it secret.</summary>
public sealed record SolutionToken : GraphObject
{
    /// <summary>The token.</summary>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary>When it ends, in seconds since 1970.</summary>
    public long? ExpiresAt { get; init; }
}
