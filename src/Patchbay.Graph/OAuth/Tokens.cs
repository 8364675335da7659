using System.Text.Json.Serialization;

namespace Patchbay.Graph.OAuth;

/// <summary>A token, fresh from Meta. Keep it secret.</summary>
public sealed record AccessToken : GraphObject
{
    /// <summary>The token; it has no promised prefix or length.</summary>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary><c>bearer</c>.</summary>
    public string? TokenType { get; init; }

    /// <summary>Seconds it lives; absent when it does not expire.</summary>
    public long? ExpiresIn { get; init; }
}

/// <summary>The wrapper of <see cref="TokenInfo"/>.</summary>
public sealed record DebuggedToken : GraphObject
{
    /// <summary>What the token is.</summary>
    public required TokenInfo Data { get; init; }
}

/// <summary>What a token is and may do.</summary>
public sealed record TokenInfo : GraphObject
{
    /// <summary>The app it was given to; compare it with your own before trusting a token that came from outside.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AppId { get; init; }

    /// <summary>USER, SYSTEM_USER, PAGE or APP.</summary>
    public string? Type { get; init; }

    /// <summary>The app's name.</summary>
    public string? Application { get; init; }

    /// <summary>Whether it works now.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool IsValid { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public long? IssuedAt { get; init; }

    /// <summary>When it ends, in seconds since 1970; 0 for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When access to data ends, in seconds since 1970; 0 for never.</summary>
    public long? DataAccessExpiresAt { get; init; }

    /// <summary>What it may do.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>What it may do on which assets; the newest asset first.</summary>
    public IReadOnlyList<GranularScope>? GranularScopes { get; init; }

    /// <summary>Whose it is.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserId { get; init; }

    /// <summary>The page of a page token.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ProfileId { get; init; }

    /// <summary>Why it is not valid.</summary>
    public TokenError? Error { get; init; }
}

/// <summary>A permission with the assets it holds for.</summary>
public sealed record GranularScope : GraphObject
{
    /// <summary>The permission.</summary>
    public required string Scope { get; init; }

    /// <summary>The assets; absent means all.</summary>
    public IReadOnlyList<string>? TargetIds { get; init; }
}

/// <summary>Why a token is not valid.</summary>
public sealed record TokenError : GraphObject
{
    /// <summary>Meta's code, 190 for most.</summary>
    public int? Code { get; init; }

    /// <summary>The sub-code: 463 expired, 460 password changed, 458 app removed.</summary>
    public int? Subcode { get; init; }

    /// <summary>Meta's words.</summary>
    public string? Message { get; init; }
}
