using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>What became of a sent message. They may come in any order, more than once, and with gaps: take the highest.</summary>
public sealed record MessageStatus : GraphObject
{
    /// <summary>The message, or the call.</summary>
    public string Id { get; set; } = "";

    /// <summary>What became of it.</summary>
    public DeliveryStatus? Status { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? Timestamp { get; set; }

    /// <summary><c>call</c> for calls, <c>payment</c> for payments.</summary>
    public string? Type { get; set; }

    /// <summary>Whom it went to; a group's id for groups. May be absent.</summary>
    public string? RecipientId { get; set; }

    /// <summary>Business-scoped id of the user.</summary>
    public string? RecipientUserId { get; set; }

    /// <summary>Id of the user over several portfolios.</summary>
    public string? ParentRecipientUserId { get; set; }

    /// <summary>The same by its other name.</summary>
    public string? ParentUserId { get; set; }

    /// <summary><c>group</c> for groups.</summary>
    public string? RecipientType { get; set; }

    /// <summary>The member of the group.</summary>
    public string? RecipientParticipantId { get; set; }

    /// <summary>The same by its other name.</summary>
    public string? ParticipantRecipientId { get; set; }

    /// <summary>Business-scoped id of the member.</summary>
    public string? RecipientParticipantUserId { get; set; }

    /// <summary>Hash of the user's identity.</summary>
    public string? RecipientIdentityKeyHash { get; set; }

    /// <summary>The group, in the description's shape.</summary>
    public string? GroupId { get; set; }

    /// <summary>What the send gave.</summary>
    public string? BizOpaqueCallbackData { get; set; }

    /// <summary>The conversation it counts to.</summary>
    public StatusConversation? Conversation { get; set; }

    /// <summary>What it costs.</summary>
    public StatusPricing? Pricing { get; set; }

    /// <summary>A payment, in India.</summary>
    public StatusPayment? Payment { get; set; }

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<WebhookError>? Errors { get; set; }
}

/// <summary>What became of a message or call.</summary>
[JsonConverter(typeof(OpenEnumConverter<DeliveryStatus>))]
public readonly record struct DeliveryStatus(string Value) : IOpenEnum<DeliveryStatus>
{
    /// <summary>On its way.</summary>
    public static DeliveryStatus Sent => new("sent");

    /// <summary>On the user's device.</summary>
    public static DeliveryStatus Delivered => new("delivered");

    /// <summary>Read.</summary>
    public static DeliveryStatus Read => new("read");

    /// <summary>Listened to.</summary>
    public static DeliveryStatus Played => new("played");

    /// <summary>Not delivered.</summary>
    public static DeliveryStatus Failed => new("failed");

    /// <summary>Taken back by the user; no longer sent.</summary>
    public static DeliveryStatus Deleted => new("deleted");

    /// <summary>Delivered with a fault; no longer sent.</summary>
    public static DeliveryStatus Warning => new("warning");

    /// <summary>The user's phone rings.</summary>
    public static DeliveryStatus Ringing => new("ringing");

    /// <summary>The user has taken the call.</summary>
    public static DeliveryStatus Accepted => new("accepted");

    /// <summary>The user has refused the call.</summary>
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

/// <summary>A conversation.</summary>
public sealed record StatusConversation : GraphObject
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Until when, in seconds since 1970.</summary>
    [JsonConverter(typeof(LongTextConverter))]
    public long? ExpirationTimestamp { get; set; }

    /// <summary>Why it was opened.</summary>
    public ConversationOrigin? Origin { get; set; }

    /// <summary>The price, where one sample has it.</summary>
    public StatusPricing? Pricing { get; set; }
}

/// <summary>Why a conversation was opened.</summary>
public sealed record ConversationOrigin : GraphObject
{
    /// <summary>authentication, authentication_international, marketing, marketing_lite, referral_conversion, service or utility.</summary>
    public string? Type { get; set; }
}

/// <summary>What a message costs.</summary>
public sealed record StatusPricing : GraphObject
{
    /// <summary>Whether it costs.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Billable { get; set; }

    /// <summary>How it is counted.</summary>
    public PricingModel? PricingModel { get; set; }

    /// <summary>regular, free_customer_service, free_entry_point or free_group_customer_service.</summary>
    public string? Type { get; set; }

    /// <summary>As of a conversation, but authentication-international with a hyphen.</summary>
    public string? Category { get; set; }

    /// <summary>The volume step.</summary>
    public string? Tier { get; set; }
}

/// <summary>How messages are counted.</summary>
[JsonConverter(typeof(OpenEnumConverter<PricingModel>))]
public readonly record struct PricingModel(string Value) : IOpenEnum<PricingModel>
{
    /// <summary>By conversation, until July 2025.</summary>
    public static PricingModel Cbp => new("CBP");

    /// <summary>By message.</summary>
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
    /// <summary>The order's reference.</summary>
    public string? ReferenceId { get; set; }

    /// <summary>How much.</summary>
    public StatusAmount? Amount { get; set; }

    /// <summary>Three letters.</summary>
    public string? Currency { get; set; }

    /// <summary>The latest try to pay.</summary>
    public StatusTransaction? Transaction { get; set; }
}

/// <summary>An amount: the value divided by the offset.</summary>
public sealed record StatusAmount : GraphObject
{
    /// <summary>Whole number.</summary>
    public long? Value { get; set; }

    /// <summary>What it is divided by, 100.</summary>
    public long? Offset { get; set; }
}

/// <summary>A try to pay.</summary>
public sealed record StatusTransaction : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>By which means.</summary>
    public string? Type { get; set; }

    /// <summary>pending, success or failed.</summary>
    public string? Status { get; set; }
}
