using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.Webhooks.Messenger;

namespace Patchbay.Graph.Webhooks;

/// <summary>What Meta posts to a callback address. One post may hold up to 1,000 changes: walk all lists.</summary>
public sealed partial record WebhookPayload : GraphObject
{
    /// <summary>What it is about; one sample of Meta's leaves it out.</summary>
    public WebhookObject? Object { get; set; }

    /// <summary>The entries.</summary>
    public IReadOnlyList<WebhookEntry> Entry
    {
        get => field ?? [];
        set => field = Lists.Whole(value);
    }
}

/// <summary>What a webhook is about.</summary>
[JsonConverter(typeof(OpenEnumConverter<WebhookObject>))]
public readonly record struct WebhookObject(string Value) : IOpenEnum<WebhookObject>
{
    /// <summary>A WhatsApp business account.</summary>
    public static WebhookObject WhatsappBusinessAccount => new("whatsapp_business_account");

    /// <summary>An Instagram account.</summary>
    public static WebhookObject Instagram => new("instagram");

    /// <summary>A page, for Messenger.</summary>
    public static WebhookObject Page => new("page");

    /// <summary>A user.</summary>
    public static WebhookObject User => new("user");

    /// <summary>A user's permissions.</summary>
    public static WebhookObject Permissions => new("permissions");

    /// <inheritdoc/>
    public static WebhookObject Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(WebhookObject other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Changes of one account.</summary>
public sealed partial record WebhookEntry : GraphObject
{
    /// <summary>The WhatsApp account, the page or the Instagram account; for events about partners, the partner's own portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>When: seconds for WhatsApp, milliseconds for Instagram and Messenger, since 1970; often absent.</summary>
    public long? Time { get; set; }

    /// <summary>Changes of WhatsApp accounts, and comments.</summary>
    public IReadOnlyList<WebhookChange>? Changes { get; set; }

    /// <summary>Messages of Instagram and Messenger.</summary>
    public IReadOnlyList<MessagingEvent>? Messaging { get; set; }

    /// <summary>Messages while another app has the conversation.</summary>
    public IReadOnlyList<MessagingEvent>? Standby { get; set; }

    /// <summary>Names of what changed, for subscriptions without values.</summary>
    public IReadOnlyList<string>? ChangedFields { get; set; }

    /// <summary>Field of a single change, in Instagram's short form; <see cref="AllChanges"/> has it as a type.</summary>
    public string? Field { get; set; }

    /// <summary>Value of a single change, in Instagram's short form; <see cref="AllChanges"/> has it as a type.</summary>
    public JsonElement? Value { get; set; }
}
