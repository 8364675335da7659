using System.Text.Json.Serialization;

namespace Patchbay.Graph.BusinessAccounts;

/// <summary>An app that receives an account's webhooks.</summary>
public sealed record AppSubscription : GraphObject
{
    /// <summary>The app, as Meta's live API writes it.</summary>
    public AppReference? WhatsappBusinessApiData { get; init; }

    /// <summary>URL that receives the webhooks instead of the app's own callback URL.</summary>
    public string? OverrideCallbackUri { get; init; }

    /// <summary>Id of the app, as Meta's description writes it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the app, as Meta's description writes it.</summary>
    public string? Name { get; init; }
}

/// <summary>Subscribes the token's app to an account's webhooks.</summary>
/// <remarks>A call without an override removes an earlier override.</remarks>
public sealed record SubscribeApp : GraphObject
{
    /// <summary>HTTPS URL that replaces the app's callback URL, at most 200 characters.</summary>
    /// <remarks>It must already answer the handshake.</remarks>
    public string? OverrideCallbackUri { get; init; }

    /// <summary>The token that Meta sends in the handshake; use letters and digits only.</summary>
    public string? VerifyToken { get; init; }
}

/// <summary>The answer to a change of a subscription.</summary>
public sealed record SubscriptionChanged : GraphObject
{
    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>The subscribed apps, when Meta lists them.</summary>
    public IReadOnlyList<AppReference>? Data { get; init; }
}

/// <summary>Changes an account; omitted members stay as they are.</summary>
public sealed record UpdateBusinessAccount : GraphObject
{
    /// <summary>New name, at most 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Meta's numeric id of the time zone.</summary>
    public string? TimezoneId { get; init; }
}
