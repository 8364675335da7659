using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>A page that a user may manage.</summary>
public sealed record FacebookPage : GraphObject
{
    /// <summary>Id of the page.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the page.</summary>
    public string? Name { get; init; }

    /// <summary>Token of the page.</summary>
    /// <remarks>Keep it secret.</remarks>
    public string? AccessToken { get; init; }

    /// <summary>Category of the page.</summary>
    public string? Category { get; init; }

    /// <summary>Categories of the page.</summary>
    public IReadOnlyList<NodeName>? CategoryList { get; init; }

    /// <summary>What the user may do.</summary>
    /// <remarks>Messaging needs MESSAGING and MODERATE.</remarks>
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>Picture of the page.</summary>
    public JsonElement? Picture { get; init; }

    /// <summary>The linked Instagram account.</summary>
    public NodeName? InstagramBusinessAccount { get; init; }
}

/// <summary>An app subscribed to a page's webhooks.</summary>
public sealed record PageSubscription : GraphObject
{
    /// <summary>Id of the app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the app.</summary>
    public string? Name { get; init; }

    /// <summary>URL of the app's page.</summary>
    public string? Link { get; init; }

    /// <summary>Category of the app.</summary>
    public string? Category { get; init; }

    /// <summary>The subscribed fields.</summary>
    public IReadOnlyList<string>? SubscribedFields { get; init; }
}

/// <summary>Subscribes the app to fields of a page's webhooks.</summary>
/// <remarks>The given fields replace the earlier fields.</remarks>
public sealed record SubscribePage
{
    /// <summary>Comma-separated field names, such as <c>messages,messaging_postbacks</c>.</summary>
    public required string SubscribedFields { get; init; }
}

/// <summary>The profile of an Instagram or Messenger user, as far as it is public.</summary>
public sealed record MessagingUser : GraphObject
{
    /// <summary>Id of the user for this account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the user.</summary>
    public string? Name { get; init; }

    /// <summary>First name; Messenger only.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name; Messenger only.</summary>
    public string? LastName { get; init; }

    /// <summary>Username; Instagram only.</summary>
    public string? Username { get; init; }

    /// <summary>URL of the profile picture, which works for a few days.</summary>
    public string? ProfilePic { get; init; }

    /// <summary>Number of followers; Instagram only.</summary>
    public long? FollowerCount { get; init; }

    /// <summary>Whether the user follows the business; Instagram only.</summary>
    public bool? IsUserFollowBusiness { get; init; }

    /// <summary>Whether the business follows the user; Instagram only.</summary>
    public bool? IsBusinessFollowUser { get; init; }

    /// <summary>Whether the user is verified; Instagram only.</summary>
    public bool? IsVerifiedUser { get; init; }

    /// <summary>Locale of the user.</summary>
    public string? Locale { get; init; }

    /// <summary>Time zone of the user, in hours from UTC.</summary>
    public double? Timezone { get; init; }

    /// <summary>Gender of the user.</summary>
    public string? Gender { get; init; }
}
