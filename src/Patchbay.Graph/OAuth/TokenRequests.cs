using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

/// <summary>A token of a system user.</summary>
public sealed record SystemUserTokenRequest : GraphObject
{
    /// <summary>The system user; the token's own when left out.</summary>
    public string? SystemUserId { get; init; }

    /// <summary>Assets it is for.</summary>
    public IReadOnlyList<string>? Asset { get; init; }

    /// <summary>What it may do.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>Whether it ends after 60 days.</summary>
    [JsonPropertyName("set_token_expires_in_60_days")]
    public bool? SetTokenExpiresIn60Days { get; init; }

    /// <summary>Only an existing one.</summary>
    public bool? FetchOnly { get; init; }
}

/// <summary>A permission of a user.</summary>
public sealed record PermissionGrant : GraphObject
{
    /// <summary>Which.</summary>
    public required string Permission { get; init; }

    /// <summary>granted, declined or expired.</summary>
    public string? Status { get; init; }
}
