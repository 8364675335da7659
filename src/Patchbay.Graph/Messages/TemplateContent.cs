using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A template with its values. Made by <see cref="TemplateMessage"/>.</summary>
public sealed record TemplateContent
{
    /// <summary>Its name.</summary>
    [JsonInclude]
    public string? Name { get; internal init; }

    /// <summary>Its language.</summary>
    [JsonInclude]
    public TemplateLanguage? Language { get; internal init; }

    /// <summary>The parts that have values.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateComponent>? Components { get; internal init; }
}

/// <summary>The language of a template; there is no fallback to another.</summary>
public sealed record TemplateLanguage
{
    /// <summary>Such as <c>en_US</c>.</summary>
    [JsonInclude]
    public string? Code { get; internal init; }

    /// <summary>Always <c>deterministic</c>.</summary>
    [JsonInclude]
    public string? Policy { get; internal init; }
}

/// <summary>A part of a template with its values.</summary>
public sealed record TemplateComponent
{
    /// <summary>Which part.</summary>
    [JsonInclude]
    public TemplateComponentType? Type { get; internal init; }

    /// <summary>Kind of the button.</summary>
    [JsonInclude]
    public TemplateButtonType? SubType { get; internal init; }

    /// <summary>Position of the button, from 0.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    [JsonInclude]
    public string? Index { get; internal init; }

    /// <summary>The values in order.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateParameter>? Parameters { get; internal init; }

    /// <summary>Cards of a carousel.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateCard>? Cards { get; internal init; }
}

/// <summary>A part of a template.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateComponentType>))]
public readonly record struct TemplateComponentType(string Value) : IOpenEnum<TemplateComponentType>
{
    /// <summary>The header.</summary>
    public static TemplateComponentType Header => new("header");

    /// <summary>The body.</summary>
    public static TemplateComponentType Body => new("body");

    /// <summary>A button.</summary>
    public static TemplateComponentType Button => new("button");

    /// <summary>The cards.</summary>
    public static TemplateComponentType Carousel => new("carousel");

    /// <summary>The end of an offer.</summary>
    public static TemplateComponentType LimitedTimeOffer => new("limited_time_offer");

    /// <summary>News of an order.</summary>
    public static TemplateComponentType OrderStatus => new("order_status");

    /// <inheritdoc/>
    public static TemplateComponentType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateComponentType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A kind of button.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateButtonType>))]
public readonly record struct TemplateButtonType(string Value) : IOpenEnum<TemplateButtonType>
{
    /// <summary>Sends a reply back.</summary>
    public static TemplateButtonType QuickReply => new("quick_reply");

    /// <summary>Opens an address, or carries a one-time code.</summary>
    public static TemplateButtonType Url => new("url");

    /// <summary>Copies a code.</summary>
    public static TemplateButtonType CopyCode => new("copy_code");

    /// <summary>Opens a flow.</summary>
    public static TemplateButtonType Flow => new("flow");

    /// <summary>Opens the catalog.</summary>
    public static TemplateButtonType Catalog => new("catalog");

    /// <summary>Opens several products.</summary>
    public static TemplateButtonType Mpm => new("mpm");

    /// <summary>Calls the business.</summary>
    public static TemplateButtonType VoiceCall => new("voice_call");

    /// <summary>Opens an order to pay.</summary>
    public static TemplateButtonType OrderDetails => new("order_details");

    /// <inheritdoc/>
    public static TemplateButtonType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateButtonType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A card of a carousel.</summary>
public sealed record TemplateCard
{
    /// <summary>Position, from 0.</summary>
    [JsonInclude]
    public int? CardIndex { get; internal init; }

    /// <summary>The parts that have values.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateComponent>? Components { get; internal init; }
}

/// <summary>One value of a template; which member is there depends on the type.</summary>
public sealed record TemplateParameter
{
    /// <summary>Kind of the value.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Name of the variable, in templates with named ones.</summary>
    [JsonInclude]
    public string? ParameterName { get; internal init; }

    /// <summary>A text.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>An amount of money.</summary>
    [JsonInclude]
    public CurrencyValue? Currency { get; internal init; }

    /// <summary>A time.</summary>
    [JsonInclude]
    public DateTimeValue? DateTime { get; internal init; }

    /// <summary>An image.</summary>
    [JsonInclude]
    public MediaContent? Image { get; internal init; }

    /// <summary>A video.</summary>
    [JsonInclude]
    public MediaContent? Video { get; internal init; }

    /// <summary>A document.</summary>
    [JsonInclude]
    public MediaContent? Document { get; internal init; }

    /// <summary>An animation.</summary>
    [JsonInclude]
    public MediaContent? Gif { get; internal init; }

    /// <summary>A place.</summary>
    [JsonInclude]
    public LocationContent? Location { get; internal init; }

    /// <summary>A product.</summary>
    [JsonInclude]
    public TemplateProduct? Product { get; internal init; }

    /// <summary>What a quick reply sends back.</summary>
    [JsonInclude]
    public string? Payload { get; internal init; }

    /// <summary>A code to copy.</summary>
    [JsonInclude]
    public string? CouponCode { get; internal init; }

    /// <summary>Minutes for which a call button works.</summary>
    [JsonInclude]
    public int? TtlMinutes { get; internal init; }

    /// <summary>What a flow, catalog or order button opens.</summary>
    [JsonInclude]
    public TemplateAction? Action { get; internal init; }

    /// <summary>When an offer ends.</summary>
    [JsonInclude]
    public OfferExpiry? LimitedTimeOffer { get; internal init; }

    /// <summary>News of an order.</summary>
    [JsonInclude]
    public OrderStatusValue? OrderStatus { get; internal init; }
}

/// <summary>An amount of money, shown in the reader's way.</summary>
public sealed record CurrencyValue
{
    /// <summary>Text where it cannot be shown so.</summary>
    public required string FallbackValue { get; init; }

    /// <summary>Three letters.</summary>
    public required string Code { get; init; }

    /// <summary>The amount times 1,000.</summary>
    [JsonPropertyName("amount_1000")]
    public required long Amount1000 { get; init; }
}

/// <summary>A time, shown as the text given.</summary>
public sealed record DateTimeValue
{
    /// <summary>The text.</summary>
    public required string FallbackValue { get; init; }

    /// <summary>Day of the week, 1 for Monday; Meta shows the text all the same.</summary>
    public int? DayOfWeek { get; init; }

    /// <summary>Year.</summary>
    public int? Year { get; init; }

    /// <summary>Month.</summary>
    public int? Month { get; init; }

    /// <summary>Day.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Hour.</summary>
    public int? Hour { get; init; }

    /// <summary>Minute.</summary>
    public int? Minute { get; init; }

    /// <summary><c>GREGORIAN</c>.</summary>
    public string? Calendar { get; init; }
}

/// <summary>A product of a catalog.</summary>
public sealed record TemplateProduct
{
    /// <summary>Its id with the retailer.</summary>
    public required string ProductRetailerId { get; init; }

    /// <summary>The catalog.</summary>
    public required string CatalogId { get; init; }
}

/// <summary>What a button opens.</summary>
public sealed record TemplateAction
{
    /// <summary>Comes back with the form.</summary>
    [JsonInclude]
    public string? FlowToken { get; internal init; }

    /// <summary>Data for the first screen.</summary>
    [JsonInclude]
    public JsonElement? FlowActionData { get; internal init; }

    /// <summary>Product whose picture is shown.</summary>
    [JsonInclude]
    public string? ThumbnailProductRetailerId { get; internal init; }

    /// <summary>Products to show.</summary>
    [JsonInclude]
    public IReadOnlyList<ActionSection>? Sections { get; internal init; }

    /// <summary>The order to pay.</summary>
    [JsonInclude]
    public ActionParameters? OrderDetails { get; internal init; }
}

/// <summary>When an offer ends.</summary>
public sealed record OfferExpiry
{
    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpirationTimeMs { get; init; }
}

/// <summary>News of an order.</summary>
public sealed record OrderStatusValue
{
    /// <summary>Your number of the order.</summary>
    public required string ReferenceId { get; init; }

    /// <summary>Its state.</summary>
    public required Order Order { get; init; }
}
