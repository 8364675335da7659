using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>A received order.</summary>
public sealed record InboundOrder : GraphObject
{
    /// <summary>Id of the catalog.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CatalogId { get; set; }

    /// <summary>Text that the user wrote with the order.</summary>
    public string? Text { get; set; }

    /// <summary>Items of the order.</summary>
    public IReadOnlyList<InboundOrderItem>? ProductItems { get; set; }
}

/// <summary>An item of a received order.</summary>
public sealed record InboundOrderItem : GraphObject
{
    /// <summary>Retailer id of the product.</summary>
    public string? ProductRetailerId { get; set; }

    /// <summary>Number of items.</summary>
    public int? Quantity { get; set; }

    /// <summary>Price of one item.</summary>
    public decimal? ItemPrice { get; set; }

    /// <summary>Currency code, three letters.</summary>
    public string? Currency { get; set; }
}

/// <summary>A change of a user's number, id or identity.</summary>
public sealed record SystemNotice : GraphObject
{
    /// <summary>Description of the change.</summary>
    public string? Body { get; set; }

    /// <summary>Kind of change.</summary>
    public SystemNoticeType? Type { get; set; }

    /// <summary>The new WhatsApp id.</summary>
    public string? WaId { get; set; }

    /// <summary>The new business-scoped id.</summary>
    public string? UserId { get; set; }

    /// <summary>The new id across several portfolios.</summary>
    public string? ParentUserId { get; set; }

    /// <summary>The new identity, in the older format.</summary>
    public string? Identity { get; set; }

    /// <summary>The user, in the older format.</summary>
    public string? Customer { get; set; }

    /// <summary>The new WhatsApp id, in an older format.</summary>
    public string? NewWaId { get; set; }
}

/// <summary>A kind of change of a user.</summary>
[JsonConverter(typeof(OpenEnumConverter<SystemNoticeType>))]
public readonly record struct SystemNoticeType(string Value) : IOpenEnum<SystemNoticeType>
{
    /// <summary>The number changed.</summary>
    public static SystemNoticeType UserChangedNumber => new("user_changed_number");

    /// <summary>The business-scoped id changed.</summary>
    public static SystemNoticeType UserChangedUserId => new("user_changed_user_id");

    /// <summary>The number changed, under the older name.</summary>
    public static SystemNoticeType CustomerChangedNumber => new("customer_changed_number");

    /// <summary>The identity changed.</summary>
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

/// <summary>The kind of a message that cannot be shown.</summary>
public sealed record UnsupportedNotice : GraphObject
{
    /// <summary>Kind of message.</summary>
    public string? Type { get; set; }
}

/// <summary>An edit of an earlier message.</summary>
public sealed record EditNotice : GraphObject
{
    /// <summary>Id of the edited message.</summary>
    public string? OriginalMessageId { get; set; }

    /// <summary>The message after the edit.</summary>
    public EditedMessage? Message { get; set; }
}

/// <summary>A message after an edit.</summary>
public sealed record EditedMessage : GraphObject
{
    /// <summary>The quoted message, and whether this message was forwarded.</summary>
    public InboundContext? Context { get; set; }

    /// <summary>The type of the message.</summary>
    public InboundType? Type { get; set; }

    /// <summary>A text.</summary>
    public InboundText? Text { get; set; }

    /// <summary>An image with a new caption.</summary>
    public InboundMedia? Image { get; set; }

    /// <summary>A video with a new caption.</summary>
    public InboundMedia? Video { get; set; }

    /// <summary>A document with a new caption.</summary>
    public InboundMedia? Document { get; set; }
}

/// <summary>A deletion of an earlier message.</summary>
public sealed record RevokeNotice : GraphObject
{
    /// <summary>Id of the deleted message.</summary>
    public string? OriginalMessageId { get; set; }
}

/// <summary>The status of a message in history.</summary>
public sealed record HistoryContext : GraphObject
{
    /// <summary>Status: DELIVERED, ERROR, PENDING, PLAYED, READ or SENT.</summary>
    public string? Status { get; set; }
}
