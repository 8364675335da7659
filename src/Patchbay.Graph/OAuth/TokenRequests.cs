using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

/// <summary>A request for the token of a system user.</summary>
public sealed record SystemUserTokenRequest : GraphObject
{
    /// <summary>Id of the system user; the token's own user when omitted.</summary>
    public string? SystemUserId { get; init; }

    /// <summary>Ids of the assets that the token gives access to.</summary>
    public IReadOnlyList<string>? Asset { get; init; }

    /// <summary>Permissions of the token.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>Whether the token expires after 60 days.</summary>
    [JsonPropertyName("set_token_expires_in_60_days")]
    public bool? SetTokenExpiresIn60Days { get; init; }

    /// <summary>Whether only an existing token is returned.</summary>
    public bool? FetchOnly { get; init; }
}

/// <summary>A permission of a user, and whether it was granted.</summary>
public sealed record PermissionGrant : GraphObject
{
    /// <summary>Name of the permission.</summary>
    public required string Permission { get; init; }

    /// <summary>Status of the permission: granted, declined or expired.</summary>
    public string? Status { get; init; }
}
