using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>An amount as an integer with its divisor.</summary>
public sealed record Money
{
    /// <summary>The amount times the offset: 1050 for 10.50.</summary>
    public required long Value { get; init; }

    /// <summary>The divisor, 100.</summary>
    public required int Offset { get; init; }

    /// <summary>A text of at most 60 characters, for tax, shipping and discount.</summary>
    public string? Description { get; init; }

    /// <summary>Name of a discount programme.</summary>
    public string? DiscountProgramName { get; init; }
}

/// <summary>An order.</summary>
public sealed record Order
{
    /// <summary><c>pending</c> when it is to be paid; later processing, partially_shipped, shipped, completed or canceled.</summary>
    public string? Status { get; init; }

    /// <summary>Catalog of the items.</summary>
    public string? CatalogId { get; init; }

    /// <summary>News for the customer, at most 120 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Until when it can be paid.</summary>
    public OrderExpiration? Expiration { get; init; }

    /// <summary>The items.</summary>
    public IReadOnlyList<OrderItem>? Items { get; init; }

    /// <summary>Sum of the items.</summary>
    public Money? Subtotal { get; init; }

    /// <summary>Tax.</summary>
    public Money? Tax { get; init; }

    /// <summary>Shipping.</summary>
    public Money? Shipping { get; init; }

    /// <summary>Discount.</summary>
    public Money? Discount { get; init; }
}

/// <summary>Until when an order can be paid.</summary>
public sealed record OrderExpiration
{
    /// <summary>Seconds since 1970, at least five minutes ahead.</summary>
    public required string Timestamp { get; init; }

    /// <summary>At most 120 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>An item of an order.</summary>
public sealed record OrderItem
{
    /// <summary>Its id with the retailer.</summary>
    public string? RetailerId { get; init; }

    /// <summary>At most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Price of one.</summary>
    public required Money Amount { get; init; }

    /// <summary>How many.</summary>
    public required int Quantity { get; init; }

    /// <summary>Price of one with the discount.</summary>
    public Money? SaleAmount { get; init; }
}

/// <summary>State of a payment.</summary>
public sealed record OrderPayment
{
    /// <summary><c>pending</c>, <c>captured</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Timestamp { get; init; }
}

/// <summary>A way to pay. Made by its methods.</summary>
public sealed record PaymentSetting
{
    /// <summary>Pays by Pix, outside WhatsApp: your payment provider tells you when.</summary>
    public static PaymentSetting Pix(PixCode code) => new() { Type = "pix_dynamic_code", PixDynamicCode = code };

    /// <summary>Pays on a page.</summary>
    public static PaymentSetting Link(Uri uri) =>
        new()
        {
            Type = "payment_link",
            PaymentLink = new() { Uri = uri.OriginalString },
        };

    /// <summary>Pays by boleto.</summary>
    public static PaymentSetting ByBoleto(string digitableLine) =>
        new()
        {
            Type = "boleto",
            Boleto = new() { DigitableLine = digitableLine },
        };

    /// <summary>Pays with a card that your provider has stored.</summary>
    public static PaymentSetting StoredCard(OffsiteCard card) =>
        new() { Type = "offsite_card_pay", OffsiteCardPay = card };

    /// <summary>Pays through a gateway set up in India.</summary>
    /// <param name="configuration">The gateway's object: type, configuration_name and its own members.</param>
    public static PaymentSetting Gateway(JsonElement configuration) =>
        new() { Type = "payment_gateway", PaymentGateway = configuration };

    /// <summary>Which of the following is there.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Pix.</summary>
    [JsonInclude]
    public PixCode? PixDynamicCode { get; internal init; }

    /// <summary>A link.</summary>
    [JsonInclude]
    public PaymentLink? PaymentLink { get; internal init; }

    /// <summary>Boleto.</summary>
    [JsonInclude]
    public Boleto? Boleto { get; internal init; }

    /// <summary>A stored card.</summary>
    [JsonInclude]
    public OffsiteCard? OffsiteCardPay { get; internal init; }

    /// <summary>A gateway configuration, for India.</summary>
    [JsonInclude]
    public JsonElement? PaymentGateway { get; internal init; }
}

/// <summary>A Pix code.</summary>
public sealed record PixCode
{
    /// <summary>The copy-and-paste code.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the account's holder.</summary>
    public required string MerchantName { get; init; }

    /// <summary>The Pix key.</summary>
    public required string Key { get; init; }

    /// <summary>CPF, CNPJ, EMAIL, PHONE or EVP.</summary>
    public required string KeyType { get; init; }
}

/// <summary>A link to pay.</summary>
public sealed record PaymentLink
{
    /// <summary>The address.</summary>
    public required string Uri { get; init; }
}

/// <summary>A boleto.</summary>
public sealed record Boleto
{
    /// <summary>The line to type in.</summary>
    public required string DigitableLine { get; init; }
}

/// <summary>A stored card.</summary>
public sealed record OffsiteCard
{
    /// <summary>Its last four digits.</summary>
    public required string LastFourDigits { get; init; }

    /// <summary>Its id with the provider.</summary>
    public required string CredentialId { get; init; }
}
