using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

/// <summary>A token as Meta returned it.</summary>
/// <remarks>Keep it secret.</remarks>
public sealed record AccessToken : GraphObject
{
    /// <summary>The token.</summary>
    /// <remarks>Meta promises no prefix and no length.</remarks>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary>Always <c>bearer</c>.</summary>
    public string? TokenType { get; init; }

    /// <summary>Lifetime in seconds; absent when the token does not expire.</summary>
    public long? ExpiresIn { get; init; }
}

/// <summary>The wrapper of <see cref="TokenInfo"/>.</summary>
public sealed record DebuggedToken : GraphObject
{
    /// <summary>The inspected token.</summary>
    public required TokenInfo Data { get; init; }
}

/// <summary>What a token is, and what it may do.</summary>
public sealed record TokenInfo : GraphObject
{
    /// <summary>Id of the app that the token belongs to.</summary>
    /// <remarks>Compare it with your own before you trust a token from outside.</remarks>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; init; }

    /// <summary>Kind of token: USER, SYSTEM_USER, PAGE or APP.</summary>
    public string? Type { get; init; }

    /// <summary>Name of the app.</summary>
    public string? Application { get; init; }

    /// <summary>Whether the token is valid now.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool IsValid { get; init; }

    /// <summary>When the token was created, in seconds since 1970.</summary>
    public long? IssuedAt { get; init; }

    /// <summary>When the token expires, in seconds since 1970; 0 for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When access to data expires, in seconds since 1970; 0 for never.</summary>
    public long? DataAccessExpiresAt { get; init; }

    /// <summary>Permissions of the token.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Permissions of the token with their assets, newest asset first.</summary>
    public IReadOnlyList<GranularScope>? GranularScopes { get; init; }

    /// <summary>Id of the token's user.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserId { get; init; }

    /// <summary>Id of the page, for page tokens.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ProfileId { get; init; }

    /// <summary>Why the token is not valid.</summary>
    public TokenError? Error { get; init; }
}

/// <summary>A permission with the assets it holds for.</summary>
public sealed record GranularScope : GraphObject
{
    /// <summary>The permission.</summary>
    public required string Scope { get; init; }

    /// <summary>Ids of the assets; absent means all.</summary>
    public IReadOnlyList<string>? TargetIds { get; init; }
}

/// <summary>Why a token is not valid.</summary>
public sealed record TokenError : GraphObject
{
    /// <summary>Meta's error code, 190 for most.</summary>
    public int? Code { get; init; }

    /// <summary>Sub-code: 463 expired, 460 password changed, 458 app removed.</summary>
    public int? Subcode { get; init; }

    /// <summary>Meta's error text.</summary>
    public string? Message { get; init; }
}
