namespace Patchbay.Graph.Apps;

/// <summary>An app's webhook subscription to one kind of object.</summary>
public sealed record WebhookSubscription : GraphObject
{
    /// <summary>
    /// The kind of object: <c>whatsapp_business_account</c>, <c>page</c>, <c>instagram</c>, <c>user</c> or
    /// <c>permissions</c>.
    /// </summary>
    public string? Object { get; init; }

    /// <summary>URL that receives the webhooks.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Whether the subscription is active.</summary>
    public bool? Active { get; init; }

    /// <summary>The subscribed fields.</summary>
    public IReadOnlyList<SubscribedField>? Fields { get; init; }
}

/// <summary>A subscribed webhook field.</summary>
public sealed record SubscribedField : GraphObject
{
    /// <summary>Name of the field.</summary>
    public string? Name { get; init; }

    /// <summary>Version of the field's payload.</summary>
    public string? Version { get; init; }
}

/// <summary>Subscribes an app to an object's webhooks.</summary>
/// <remarks>The callback must answer the handshake at once.</remarks>
public sealed record CreateWebhookSubscription : GraphObject
{
    /// <summary>
    /// The kind of object: <c>whatsapp_business_account</c>, <c>page</c>, <c>instagram</c>, <c>user</c> or
    /// <c>permissions</c>.
    /// </summary>
    public required string Object { get; init; }

    /// <summary>HTTPS URL that receives the webhooks.</summary>
    public required string CallbackUrl { get; init; }

    /// <summary>The token that Meta sends in the handshake; use letters and digits only.</summary>
    public required string VerifyToken { get; init; }

    /// <summary>Comma-separated field names.</summary>
    public required string Fields { get; init; }

    /// <summary>Whether webhooks carry the changed values.</summary>
    /// <remarks>Set it to true to get contents.</remarks>
    public bool? IncludeValues { get; init; }
}

/// <summary>Selects the subscriptions of an app to delete.</summary>
public sealed record DeleteWebhookSubscription : GraphObject
{
    /// <summary>The kind of object; all kinds when omitted.</summary>
    public string? Object { get; init; }

    /// <summary>Comma-separated field names; all when omitted.</summary>
    public string? Fields { get; init; }
}
