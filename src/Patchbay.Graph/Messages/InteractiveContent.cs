using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>The content of an interactive message: buttons, lists, products, flows or payments.</summary>
public sealed record InteractiveContent
{
    /// <summary>The kind of message.</summary>
    [JsonInclude]
    public InteractiveType? Type { get; internal init; }

    /// <summary>Header above the body.</summary>
    [JsonInclude]
    public InteractiveHeader? Header { get; internal init; }

    /// <summary>The main text.</summary>
    [JsonInclude]
    public InteractiveText? Body { get; internal init; }

    /// <summary>Footer below the body.</summary>
    [JsonInclude]
    public InteractiveText? Footer { get; internal init; }

    /// <summary>What the recipient can do.</summary>
    [JsonInclude]
    public InteractiveAction? Action { get; internal init; }
}

/// <summary>A kind of interactive message.</summary>
[JsonConverter(typeof(OpenEnumConverter<InteractiveType>))]
public readonly record struct InteractiveType(string Value) : IOpenEnum<InteractiveType>
{
    /// <summary>Reply buttons.</summary>
    public static InteractiveType Button => new("button");

    /// <summary>A list to choose from.</summary>
    public static InteractiveType List => new("list");

    /// <summary>One button that opens a URL.</summary>
    public static InteractiveType CtaUrl => new("cta_url");

    /// <summary>A flow.</summary>
    public static InteractiveType Flow => new("flow");

    /// <summary>One product.</summary>
    public static InteractiveType Product => new("product");

    /// <summary>Products in sections.</summary>
    public static InteractiveType ProductList => new("product_list");

    /// <summary>The whole catalog.</summary>
    public static InteractiveType CatalogMessage => new("catalog_message");

    /// <summary>Cards side by side.</summary>
    public static InteractiveType Carousel => new("carousel");

    /// <summary>A request for a location.</summary>
    public static InteractiveType LocationRequestMessage => new("location_request_message");

    /// <summary>A request for an address.</summary>
    public static InteractiveType AddressMessage => new("address_message");

    /// <summary>An order to pay.</summary>
    public static InteractiveType OrderDetails => new("order_details");

    /// <summary>A status update of an order.</summary>
    public static InteractiveType OrderStatus => new("order_status");

    /// <summary>A button that calls the business.</summary>
    public static InteractiveType VoiceCall => new("voice_call");

    /// <summary>A request for permission to call.</summary>
    public static InteractiveType CallPermissionRequest => new("call_permission_request");

    /// <summary>A request for the phone number.</summary>
    public static InteractiveType RequestContactInfo => new("request_contact_info");

    /// <inheritdoc/>
    public static InteractiveType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(InteractiveType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A text.</summary>
public sealed record InteractiveText
{
    /// <summary>The text.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }
}

/// <summary>The header above the body: a text or one media file.</summary>
public sealed record InteractiveHeader
{
    /// <summary>Kind of header: <c>text</c>, <c>image</c>, <c>video</c> or <c>document</c>.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Text of the header, at most 60 characters.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>Second line of the header, at most 60 characters.</summary>
    [JsonInclude]
    public string? SubText { get; internal init; }

    /// <summary>The image.</summary>
    [JsonInclude]
    public MediaContent? Image { get; internal init; }

    /// <summary>The video.</summary>
    [JsonInclude]
    public MediaContent? Video { get; internal init; }

    /// <summary>The document.</summary>
    [JsonInclude]
    public MediaContent? Document { get; internal init; }
}

/// <summary>What the recipient can do.</summary>
public sealed record InteractiveAction
{
    /// <summary>Name of the action, for kinds with named actions.</summary>
    [JsonInclude]
    public string? Name { get; internal init; }

    /// <summary>Label of the button that opens the list, at most 20 characters.</summary>
    [JsonInclude]
    public string? Button { get; internal init; }

    /// <summary>Reply buttons, 1 to 3.</summary>
    [JsonInclude]
    public IReadOnlyList<ActionButton>? Buttons { get; internal init; }

    /// <summary>Sections of a list or of products, 1 to 10.</summary>
    [JsonInclude]
    public IReadOnlyList<ActionSection>? Sections { get; internal init; }

    /// <summary>Id of the catalog.</summary>
    [JsonInclude]
    public string? CatalogId { get; internal init; }

    /// <summary>Retailer id of the product.</summary>
    [JsonInclude]
    public string? ProductRetailerId { get; internal init; }

    /// <summary>Parameters of a named action.</summary>
    [JsonInclude]
    public ActionParameters? Parameters { get; internal init; }

    /// <summary>Cards, 2 to 10.</summary>
    [JsonInclude]
    public IReadOnlyList<CarouselCard>? Cards { get; internal init; }
}

/// <summary>A reply button.</summary>
public sealed record ActionButton
{
    /// <summary><c>reply</c>; <c>quick_reply</c> on cards.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Id and label of the button.</summary>
    [JsonInclude]
    public ReplyTitle? Reply { get; internal init; }

    /// <summary>Id and label of the button on a card.</summary>
    [JsonInclude]
    public ReplyTitle? QuickReply { get; internal init; }
}

/// <summary>Id and label of a reply button.</summary>
public sealed record ReplyTitle
{
    /// <summary>Returned when the user taps the button; at most 256 characters, unique in the message.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary>Label of the button, at most 20 characters.</summary>
    [JsonInclude]
    public string? Title { get; internal init; }
}

/// <summary>A section of a list or of products.</summary>
public sealed record ActionSection
{
    /// <summary>Title of the section, at most 24 characters.</summary>
    /// <remarks>The title is required when there are several sections.</remarks>
    [JsonInclude]
    public string? Title { get; internal init; }

    /// <summary>Rows of the list.</summary>
    [JsonInclude]
    public IReadOnlyList<ActionRow>? Rows { get; internal init; }

    /// <summary>Products of the section.</summary>
    [JsonInclude]
    public IReadOnlyList<ProductItem>? ProductItems { get; internal init; }
}

/// <summary>A row of a list.</summary>
public sealed record ActionRow
{
    /// <summary>Returned when the user chooses the row; at most 200 characters.</summary>
    [JsonInclude]
    public string? Id { get; internal init; }

    /// <summary>Title of the row, at most 24 characters.</summary>
    [JsonInclude]
    public string? Title { get; internal init; }

    /// <summary>Description of the row, at most 72 characters.</summary>
    [JsonInclude]
    public string? Description { get; internal init; }
}

/// <summary>A product of a catalog.</summary>
public sealed record ProductItem
{
    /// <summary>Retailer id of the product.</summary>
    [JsonInclude]
    public string? ProductRetailerId { get; internal init; }
}
