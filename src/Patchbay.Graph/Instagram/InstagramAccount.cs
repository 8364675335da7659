using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Instagram;

/// <summary>An Instagram professional account.</summary>
public sealed record InstagramProfile : GraphObject
{
    /// <summary>Id of the account for this app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Id of the account itself, which webhooks carry.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserId { get; init; }

    /// <summary>Username of the account.</summary>
    public string? Username { get; init; }

    /// <summary>Name of the account.</summary>
    public string? Name { get; init; }

    /// <summary>Type of the account.</summary>
    public InstagramAccountType? AccountType { get; init; }

    /// <summary>URL of the profile picture.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>Number of followers.</summary>
    public long? FollowersCount { get; init; }

    /// <summary>Number of followed accounts.</summary>
    public long? FollowsCount { get; init; }

    /// <summary>Number of posts.</summary>
    public long? MediaCount { get; init; }

    /// <summary>The account, in the wrapped form.</summary>
    public IReadOnlyList<InstagramProfile>? Data { get; init; }
}

/// <summary>A type of Instagram account.</summary>
[JsonConverter(typeof(OpenEnumConverter<InstagramAccountType>))]
public readonly record struct InstagramAccountType(string Value) : IOpenEnum<InstagramAccountType>
{
    /// <summary>A business account.</summary>
    public static InstagramAccountType Business => new("BUSINESS");

    /// <summary>A creator account.</summary>
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

/// <summary>A token as Meta returned it.</summary>
/// <remarks>Keep it secret.</remarks>
public sealed record InstagramToken : GraphObject
{
    /// <summary>The token.</summary>
    /// <remarks>It lives one hour when new, and 60 days after it is exchanged or refreshed.</remarks>
    [JsonPropertyName("access_token")]
    public required string Token { get; init; }

    /// <summary>Always <c>bearer</c>.</summary>
    public string? TokenType { get; init; }

    /// <summary>Lifetime in seconds.</summary>
    public long? ExpiresIn { get; init; }
}

/// <summary>The first token after login.</summary>
/// <remarks>Meta writes it plain or wrapped in a list.</remarks>
public sealed record InstagramCodeToken : GraphObject
{
    /// <summary>The token, which lives one hour.</summary>
    /// <remarks>Keep it secret.</remarks>
    [JsonPropertyName("access_token")]
    public string? Token { get; init; }

    /// <summary>Id of the account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserId { get; init; }

    /// <summary>The granted permissions: a list, or a comma-separated string.</summary>
    public JsonElement? Permissions { get; init; }

    /// <summary>The token, in the wrapped form.</summary>
    public IReadOnlyList<InstagramCodeToken>? Data { get; init; }
}

/// <summary>The webhook subscription of an Instagram account.</summary>
public sealed record InstagramSubscription : GraphObject
{
    /// <summary>The subscribed fields.</summary>
    public IReadOnlyList<string>? SubscribedFields { get; init; }
}
