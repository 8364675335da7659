namespace Patchbay.Graph.Apps;

/// <summary>An app's webhook subscription to one kind of object.</summary>
public sealed record WebhookSubscription : GraphObject
{
    /// <summary><c>whatsapp_business_account</c>, <c>page</c>, <c>instagram</c>, <c>user</c> or <c>permissions</c>.</summary>
    public string? Object { get; init; }

    /// <summary>Where webhooks go.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool? Active { get; init; }

    /// <summary>What is subscribed.</summary>
    public IReadOnlyList<SubscribedField>? Fields { get; init; }
}

/// <summary>A subscribed webhook field.</summary>
public sealed record SubscribedField : GraphObject
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Version of its payload.</summary>
    public string? Version { get; init; }
}

/// <summary>Subscribes an app to an object's webhooks; the address must answer the handshake at once.</summary>
public sealed record CreateWebhookSubscription : GraphObject
{
    /// <summary><c>whatsapp_business_account</c>, <c>page</c>, <c>instagram</c>, <c>user</c> or <c>permissions</c>.</summary>
    public required string Object { get; init; }

    /// <summary>Where webhooks go: HTTPS.</summary>
    public required string CallbackUrl { get; init; }

    /// <summary>What the handshake will carry; use letters and digits only.</summary>
    public required string VerifyToken { get; init; }

    /// <summary>Comma-separated field names.</summary>
    public required string Fields { get; init; }

    /// <summary>Whether webhooks carry the changed values; you want true.</summary>
    public bool? IncludeValues { get; init; }
}

/// <summary>Which subscription of an app to end.</summary>
public sealed record DeleteWebhookSubscription : GraphObject
{
    /// <summary>The object; all objects when left out.</summary>
    public string? Object { get; init; }

    /// <summary>Comma-separated field names; all when left out.</summary>
    public string? Fields { get; init; }
}
