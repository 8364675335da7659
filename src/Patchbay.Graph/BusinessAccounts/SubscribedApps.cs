using System.Text.Json.Serialization;

namespace Patchbay.Graph.BusinessAccounts;

/// <summary>An app that gets an account's webhooks.</summary>
public sealed record AppSubscription : GraphObject
{
    /// <summary>The app, in the live shape.</summary>
    public AppReference? WhatsappBusinessApiData { get; init; }

    /// <summary>Where its webhooks go instead of the app's own address.</summary>
    public string? OverrideCallbackUri { get; init; }

    /// <summary>The app, in the description's shape.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>The app's name, in the description's shape.</summary>
    public string? Name { get; init; }
}

/// <summary>Subscribes the token's app to an account's webhooks. Without the override, an earlier override is reset.</summary>
public sealed record SubscribeApp : GraphObject
{
    /// <summary>Takes the place of the app's address: HTTPS, at most 200 characters, already able to answer the handshake.</summary>
    public string? OverrideCallbackUri { get; init; }

    /// <summary>What the handshake will carry; use letters and digits only.</summary>
    public string? VerifyToken { get; init; }
}

/// <summary>The answer to a change of subscriptions.</summary>
public sealed record SubscriptionChanged : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>The apps, where Meta lists them.</summary>
    public IReadOnlyList<AppReference>? Data { get; init; }
}

/// <summary>Changes an account; leave out what stays.</summary>
public sealed record UpdateBusinessAccount : GraphObject
{
    /// <summary>At most 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    public string? TimezoneId { get; init; }
}
