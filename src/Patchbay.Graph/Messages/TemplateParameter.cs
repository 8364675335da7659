using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>One value of a template.</summary>
/// <remarks>Which member is set depends on the type.</remarks>
public sealed record TemplateParameter
{
    /// <summary>Kind of value.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Name of the variable, in templates with named variables.</summary>
    [JsonInclude]
    public string? ParameterName { get; internal init; }

    /// <summary>A text.</summary>
    [JsonInclude]
    public string? Text { get; internal init; }

    /// <summary>An amount of money.</summary>
    [JsonInclude]
    public CurrencyValue? Currency { get; internal init; }

    /// <summary>A date and time.</summary>
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

    /// <summary>A location.</summary>
    [JsonInclude]
    public LocationContent? Location { get; internal init; }

    /// <summary>A product.</summary>
    [JsonInclude]
    public TemplateProduct? Product { get; internal init; }

    /// <summary>Payload that a quick reply returns.</summary>
    [JsonInclude]
    public string? Payload { get; internal init; }

    /// <summary>Code that a button copies.</summary>
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

    /// <summary>Status of an order.</summary>
    [JsonInclude]
    public OrderStatusValue? OrderStatus { get; internal init; }
}

/// <summary>An amount of money, formatted for the reader's locale.</summary>
public sealed record CurrencyValue
{
    /// <summary>Text shown where the amount cannot be formatted.</summary>
    public required string FallbackValue { get; init; }

    /// <summary>Currency code, three letters.</summary>
    public required string Code { get; init; }

    /// <summary>The amount times 1,000.</summary>
    [JsonPropertyName("amount_1000")]
    public required long Amount1000 { get; init; }
}

/// <summary>A date and time, shown as the given text.</summary>
public sealed record DateTimeValue
{
    /// <summary>The shown text.</summary>
    public required string FallbackValue { get; init; }

    /// <summary>Day of the week, 1 for Monday.</summary>
    /// <remarks>Meta shows the text anyway.</remarks>
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

    /// <summary>Always <c>GREGORIAN</c>.</summary>
    public string? Calendar { get; init; }
}

/// <summary>A product of a catalog.</summary>
public sealed record TemplateProduct
{
    /// <summary>Retailer id of the product.</summary>
    public required string ProductRetailerId { get; init; }

    /// <summary>Id of the catalog.</summary>
    public required string CatalogId { get; init; }
}

/// <summary>What a button opens.</summary>
public sealed record TemplateAction
{
    /// <summary>Returned with the completed flow.</summary>
    [JsonInclude]
    public string? FlowToken { get; internal init; }

    /// <summary>Data for the first screen.</summary>
    [JsonInclude]
    public JsonElement? FlowActionData { get; internal init; }

    /// <summary>Retailer id of the product whose picture is shown.</summary>
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
    /// <summary>End of the offer, in milliseconds since 1970.</summary>
    public required long ExpirationTimeMs { get; init; }
}

/// <summary>A status update of an order.</summary>
public sealed record OrderStatusValue
{
    /// <summary>Your id of the order.</summary>
    public required string ReferenceId { get; init; }

    /// <summary>The order with its new status.</summary>
    public required Order Order { get; init; }
}
