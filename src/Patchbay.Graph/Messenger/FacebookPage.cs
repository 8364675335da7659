using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>A page that a user may work with.</summary>
public sealed record FacebookPage : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its token. Keep it secret.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Its category.</summary>
    public string? Category { get; init; }

    /// <summary>Its categories.</summary>
    public IReadOnlyList<NodeName>? CategoryList { get; init; }

    /// <summary>What the user may do; MESSAGING and MODERATE are needed.</summary>
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>Its picture.</summary>
    public JsonElement? Picture { get; init; }

    /// <summary>The Instagram account linked to it.</summary>
    public NodeName? InstagramBusinessAccount { get; init; }
}

/// <summary>What a page's webhooks tell an app.</summary>
public sealed record PageSubscription : GraphObject
{
    /// <summary>The app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its page.</summary>
    public string? Link { get; init; }

    /// <summary>Its category.</summary>
    public string? Category { get; init; }

    /// <summary>What is subscribed.</summary>
    public IReadOnlyList<string>? SubscribedFields { get; init; }
}

/// <summary>What to subscribe; replaces what was before.</summary>
public sealed record SubscribePage
{
    /// <summary>Comma-separated field names, such as <c>messages,messaging_postbacks</c>.</summary>
    public required string SubscribedFields { get; init; }
}

/// <summary>A user of Instagram or Messenger, as far as they let themselves be seen.</summary>
public sealed record MessagingUser : GraphObject
{
    /// <summary>Their id, which only this account knows them by.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>First name, Messenger.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name, Messenger.</summary>
    public string? LastName { get; init; }

    /// <summary>User name, Instagram.</summary>
    public string? Username { get; init; }

    /// <summary>Their picture, for a few days.</summary>
    public string? ProfilePic { get; init; }

    /// <summary>Followers, Instagram.</summary>
    public long? FollowerCount { get; init; }

    /// <summary>Whether they follow the business, Instagram.</summary>
    public bool? IsUserFollowBusiness { get; init; }

    /// <summary>Whether the business follows them, Instagram.</summary>
    public bool? IsBusinessFollowUser { get; init; }

    /// <summary>Whether they are verified, Instagram.</summary>
    public bool? IsVerifiedUser { get; init; }

    /// <summary>Their language.</summary>
    public string? Locale { get; init; }

    /// <summary>Their time zone.</summary>
    public double? Timezone { get; init; }

    /// <summary>Their gender.</summary>
    public string? Gender { get; init; }
}
