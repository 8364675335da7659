using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Graph.Webhooks.Messenger;

namespace Patchbay.Graph.Webhooks;

/// <summary>A webhook as Meta posts it.</summary>
/// <remarks>One post can contain up to 1,000 changes: read all lists.</remarks>
public sealed partial record WebhookPayload : GraphObject
{
    /// <summary>The kind of object that the webhook is about.</summary>
    /// <remarks>One of Meta's samples omits it.</remarks>
    public WebhookObject? Object { get; set; }

    /// <summary>The entries.</summary>
    public IReadOnlyList<WebhookEntry> Entry
    {
        get => field ?? [];
        set => field = Lists.Whole(value);
    }
}

/// <summary>A kind of object that webhooks are about.</summary>
[JsonConverter(typeof(OpenEnumConverter<WebhookObject>))]
public readonly record struct WebhookObject(string Value) : IOpenEnum<WebhookObject>
{
    /// <summary>A WhatsApp Business account.</summary>
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

/// <summary>The changes of one account.</summary>
public sealed partial record WebhookEntry : GraphObject
{
    /// <summary>
    /// Id of the WhatsApp account, the page or the Instagram account; for events about partners, id of the partner's
    /// own portfolio.
    /// </summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>
    /// When the webhook was sent, since 1970: in seconds for WhatsApp, in milliseconds for Instagram and Messenger.
    /// </summary>
    /// <remarks>The time is often absent.</remarks>
    public long? Time { get; set; }

    /// <summary>Changes of WhatsApp accounts, and Instagram comments.</summary>
    public IReadOnlyList<WebhookChange>? Changes { get; set; }

    /// <summary>Events of Instagram and Messenger conversations.</summary>
    public IReadOnlyList<MessagingEvent>? Messaging { get; set; }

    /// <summary>Events of conversations that another app controls.</summary>
    public IReadOnlyList<MessagingEvent>? Standby { get; set; }

    /// <summary>Names of the changed fields, for subscriptions without values.</summary>
    public IReadOnlyList<string>? ChangedFields { get; set; }

    /// <summary>Field of a single change, in Instagram's short form.</summary>
    /// <remarks><see cref="AllChanges"/> includes it.</remarks>
    public string? Field { get; set; }

    /// <summary>Value of a single change, in Instagram's short form.</summary>
    /// <remarks><see cref="AllChanges"/> includes it, typed.</remarks>
    public JsonElement? Value { get; set; }
}
