using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>An order.</summary>
public sealed record InboundOrder : GraphObject
{
    /// <summary>The catalog.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CatalogId { get; set; }

    /// <summary>What the user wrote with it.</summary>
    public string? Text { get; set; }

    /// <summary>The items.</summary>
    public IReadOnlyList<InboundOrderItem>? ProductItems { get; set; }
}

/// <summary>An item.</summary>
public sealed record InboundOrderItem : GraphObject
{
    /// <summary>The product.</summary>
    public string? ProductRetailerId { get; set; }

    /// <summary>How many.</summary>
    public int? Quantity { get; set; }

    /// <summary>Price of one.</summary>
    public decimal? ItemPrice { get; set; }

    /// <summary>Three letters.</summary>
    public string? Currency { get; set; }
}

/// <summary>News of a user.</summary>
public sealed record SystemNotice : GraphObject
{
    /// <summary>In words.</summary>
    public string? Body { get; set; }

    /// <summary>What happened.</summary>
    public SystemNoticeType? Type { get; set; }

    /// <summary>The new WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The new business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>The new id over several portfolios.</summary>
    public string? ParentUserId { get; set; }

    /// <summary>The new identity, in the older shape.</summary>
    public string? Identity { get; set; }

    /// <summary>The user, in the older shape.</summary>
    public string? Customer { get; set; }

    /// <summary>The new WhatsApp id, in an older shape.</summary>
    public string? NewWaId { get; set; }
}

/// <summary>What happened to a user.</summary>
[JsonConverter(typeof(OpenEnumConverter<SystemNoticeType>))]
public readonly record struct SystemNoticeType(string Value) : IOpenEnum<SystemNoticeType>
{
    /// <summary>Another number.</summary>
    public static SystemNoticeType UserChangedNumber => new("user_changed_number");

    /// <summary>Another business-scoped id.</summary>
    public static SystemNoticeType UserChangedUserId => new("user_changed_user_id");

    /// <summary>Another number, by the older name.</summary>
    public static SystemNoticeType CustomerChangedNumber => new("customer_changed_number");

    /// <summary>Another identity.</summary>
    public static SystemNoticeType CustomerIdentityChanged => new("customer_identity_changed");

    /// <inheritdoc/>
    public static SystemNoticeType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(SystemNoticeType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Something that cannot be shown.</summary>
public sealed record UnsupportedNotice : GraphObject
{
    /// <summary>What it was.</summary>
    public string? Type { get; set; }
}

/// <summary>A change of an earlier message.</summary>
public sealed record EditNotice : GraphObject
{
    /// <summary>Which.</summary>
    public string? OriginalMessageId { get; set; }

    /// <summary>The message as it is now.</summary>
    public EditedMessage? Message { get; set; }
}

/// <summary>A message as it is after a change.</summary>
public sealed record EditedMessage : GraphObject
{
    /// <summary>The message it answers.</summary>
    public InboundContext? Context { get; set; }

    /// <summary>What it is.</summary>
    public InboundType? Type { get; set; }

    /// <summary>A text.</summary>
    public InboundText? Text { get; set; }

    /// <summary>An image, whose caption changed.</summary>
    public InboundMedia? Image { get; set; }

    /// <summary>A video, whose caption changed.</summary>
    public InboundMedia? Video { get; set; }

    /// <summary>A document, whose caption changed.</summary>
    public InboundMedia? Document { get; set; }
}

/// <summary>An earlier message was taken back.</summary>
public sealed record RevokeNotice : GraphObject
{
    /// <summary>Which.</summary>
    public string? OriginalMessageId { get; set; }
}

/// <summary>What had become of a message.</summary>
public sealed record HistoryContext : GraphObject
{
    /// <summary>DELIVERED, ERROR, PENDING, PLAYED, READ or SENT.</summary>
    public string? Status { get; set; }
}
