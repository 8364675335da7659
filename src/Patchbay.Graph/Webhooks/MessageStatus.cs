using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A status of a sent message or of a call.</summary>
/// <remarks>Statuses arrive in any order, more than once and with gaps: keep the highest.</remarks>
public sealed record MessageStatus : GraphObject
{
    /// <summary>Id of the message or call.</summary>
    public string Id { get; set; } = "";

    /// <summary>The status.</summary>
    public DeliveryStatus? Status { get; set; }

    /// <summary>When the status was reached, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary><c>call</c> for calls, <c>payment</c> for payments.</summary>
    public string? Type { get; set; }

    /// <summary>The recipient; the group's id for groups.</summary>
    /// <remarks>The recipient can be absent.</remarks>
    public string? RecipientId { get; set; }

    /// <summary>Business-scoped id of the recipient.</summary>
    public string? RecipientUserId { get; set; }

    /// <summary>Id of the recipient across several portfolios.</summary>
    public string? ParentRecipientUserId { get; set; }

    /// <summary>Id of the recipient across several portfolios, under its other name.</summary>
    public string? ParentUserId { get; set; }

    /// <summary><c>group</c> for groups.</summary>
    public string? RecipientType { get; set; }

    /// <summary>The participant, for groups.</summary>
    public string? RecipientParticipantId { get; set; }

    /// <summary>The participant, for groups, under its other name.</summary>
    public string? ParticipantRecipientId { get; set; }

    /// <summary>Business-scoped id of the participant, for groups.</summary>
    public string? RecipientParticipantUserId { get; set; }

    /// <summary>Hash of the recipient's identity.</summary>
    public string? RecipientIdentityKeyHash { get; set; }

    /// <summary>Id of the group, as Meta's description writes it.</summary>
    public string? GroupId { get; set; }

    /// <summary>Callback data given when sending.</summary>
    public string? BizOpaqueCallbackData { get; set; }

    /// <summary>Id of the template that Meta matched, for messages of Direct Send.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TemplateId { get; set; }

    /// <summary>The conversation that the message belongs to.</summary>
    public StatusConversation? Conversation { get; set; }

    /// <summary>Price of the message.</summary>
    public StatusPricing? Pricing { get; set; }

    /// <summary>A payment, in India.</summary>
    public StatusPayment? Payment { get; set; }

    /// <summary>Why the message failed.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>The status of a message or call.</summary>
[JsonConverter(typeof(OpenEnumConverter<DeliveryStatus>))]
public readonly record struct DeliveryStatus(string Value) : IOpenEnum<DeliveryStatus>
{
    /// <summary>Sent.</summary>
    public static DeliveryStatus Sent => new("sent");

    /// <summary>Delivered to the user's device.</summary>
    public static DeliveryStatus Delivered => new("delivered");

    /// <summary>Read.</summary>
    public static DeliveryStatus Read => new("read");

    /// <summary>The user listened to the audio.</summary>
    public static DeliveryStatus Played => new("played");

    /// <summary>Not delivered.</summary>
    public static DeliveryStatus Failed => new("failed");

    /// <summary>Deleted by the user.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public static DeliveryStatus Deleted => new("deleted");

    /// <summary>Delivered with an error.</summary>
    /// <remarks>Meta no longer sends it.</remarks>
    public static DeliveryStatus Warning => new("warning");

    /// <summary>The user's phone rings.</summary>
    public static DeliveryStatus Ringing => new("ringing");

    /// <summary>The user accepted the call.</summary>
    public static DeliveryStatus Accepted => new("accepted");

    /// <summary>The user rejected the call.</summary>
    public static DeliveryStatus Rejected => new("rejected");

    /// <inheritdoc/>
    public static DeliveryStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(DeliveryStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The conversation that a message belongs to.</summary>
public sealed record StatusConversation : GraphObject
{
    /// <summary>Id of the conversation.</summary>
    public string? Id { get; set; }

    /// <summary>When the conversation ends, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? ExpirationTimestamp { get; set; }

    /// <summary>Reason why the conversation was opened.</summary>
    public ConversationOrigin? Origin { get; set; }

    /// <summary>Price, where one of Meta's samples has it.</summary>
    public StatusPricing? Pricing { get; set; }
}

/// <summary>The reason why a conversation was opened.</summary>
public sealed record ConversationOrigin : GraphObject
{
    /// <summary>
    /// Reason: authentication, authentication_international, marketing, marketing_lite, referral_conversion, service or
    /// utility.
    /// </summary>
    public string? Type { get; set; }
}

/// <summary>The price of a message.</summary>
public sealed record StatusPricing : GraphObject
{
    /// <summary>Whether the message is billed.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Billable { get; set; }

    /// <summary>The pricing model.</summary>
    public PricingModel? PricingModel { get; set; }

    /// <summary>
    /// Kind of price: regular, free_customer_service, free_entry_point or free_group_customer_service.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>Category, as in a conversation's origin, but authentication-international has a hyphen.</summary>
    public string? Category { get; set; }

    /// <summary>The volume pricing tier.</summary>
    public string? Tier { get; set; }
}

/// <summary>A pricing model.</summary>
[JsonConverter(typeof(OpenEnumConverter<PricingModel>))]
public readonly record struct PricingModel(string Value) : IOpenEnum<PricingModel>
{
    /// <summary>Per conversation, until July 2025.</summary>
    public static PricingModel Cbp => new("CBP");

    /// <summary>Per message.</summary>
    public static PricingModel Pmp => new("PMP");

    /// <inheritdoc/>
    public static PricingModel Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PricingModel other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A payment, in India.</summary>
public sealed record StatusPayment : GraphObject
{
    /// <summary>Your id of the order.</summary>
    public string? ReferenceId { get; set; }

    /// <summary>The amount.</summary>
    public StatusAmount? Amount { get; set; }

    /// <summary>Currency code, three letters.</summary>
    public string? Currency { get; set; }

    /// <summary>The latest attempt to pay.</summary>
    public StatusTransaction? Transaction { get; set; }
}

/// <summary>An amount: the value divided by the offset.</summary>
public sealed record StatusAmount : GraphObject
{
    /// <summary>The amount times the offset.</summary>
    public long? Value { get; set; }

    /// <summary>The divisor, 100.</summary>
    public long? Offset { get; set; }
}

/// <summary>An attempt to pay.</summary>
public sealed record StatusTransaction : GraphObject
{
    /// <summary>Id of the attempt.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Payment method.</summary>
    public string? Type { get; set; }

    /// <summary>Status: pending, success or failed.</summary>
    public string? Status { get; set; }
}
