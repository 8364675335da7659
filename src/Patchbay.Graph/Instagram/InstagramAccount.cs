using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Instagram;

/// <summary>A professional account.</summary>
public sealed record InstagramProfile : GraphObject
{
    /// <summary>Its id for this app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its own id, which webhooks carry.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserId { get; init; }

    /// <summary>Its user name.</summary>
    public string? Username { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its type.</summary>
    public InstagramAccountType? AccountType { get; init; }

    /// <summary>Its picture.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>Followers.</summary>
    public long? FollowersCount { get; init; }

    /// <summary>Followed.</summary>
    public long? FollowsCount { get; init; }

    /// <summary>Posts.</summary>
    public long? MediaCount { get; init; }

    /// <summary>The account, in the wrapped form.</summary>
    public IReadOnlyList<InstagramProfile>? Data { get; init; }
}

/// <summary>Types of accounts.</summary>
[JsonConverter(typeof(OpenEnumConverter<InstagramAccountType>))]
public readonly record struct InstagramAccountType(string Value) : IOpenEnum<InstagramAccountType>
{
    /// <summary>A business.</summary>
    public static InstagramAccountType Business => new("BUSINESS");

    /// <summary>A creator.</summary>
    public static InstagramAccountType MediaCreator => new("MEDIA_CREATOR");

    /// <inheritdoc/>
    public static InstagramAccountType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(InstagramAccountType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A token, fresh from Meta. Keep it secret.</summary>
public sealed record InstagramToken : GraphObject
{
    /// <summary>The token: one hour when new, 60 days when exchanged or refreshed.</summary>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary><c>bearer</c>.</summary>
    public string? TokenType { get; init; }

    /// <summary>Seconds it lives.</summary>
    public long? ExpiresIn { get; init; }
}

/// <summary>The first token after log-in, plain or wrapped.</summary>
public sealed record InstagramCodeToken : GraphObject
{
    /// <summary>The token, good for an hour. Keep it secret.</summary>
    [JsonPropertyName("access_token")]
    public string? Token { get; init; }

    /// <summary>The account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserId { get; init; }

    /// <summary>What was allowed: a list, or a text with commas.</summary>
    public JsonElement? Permissions { get; init; }

    /// <summary>The token, in the wrapped form.</summary>
    public IReadOnlyList<InstagramCodeToken>? Data { get; init; }
}

/// <summary>What is subscribed.</summary>
public sealed record InstagramSubscription : GraphObject
{
    /// <summary>The fields.</summary>
    public IReadOnlyList<string>? SubscribedFields { get; init; }
}
