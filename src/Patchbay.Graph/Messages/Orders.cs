using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>An amount as an integer with its divisor.</summary>
public sealed record Money
{
    /// <summary>The amount times the offset, such as 1050 for 10.50.</summary>
    public required long Value { get; init; }

    /// <summary>The divisor, always 100.</summary>
    public required int Offset { get; init; }

    /// <summary>A description of at most 60 characters, for tax, shipping and discount.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the discount program.</summary>
    public string? DiscountProgramName { get; init; }
}

/// <summary>An order.</summary>
public sealed record Order
{
    /// <summary>
    /// Status of the order: <c>pending</c> when it is to be paid; later processing, partially_shipped, shipped,
    /// completed or canceled.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>Id of the catalog that contains the items.</summary>
    public string? CatalogId { get; init; }

    /// <summary>A message for the customer, at most 120 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Until when the order can be paid.</summary>
    public OrderExpiration? Expiration { get; init; }

    /// <summary>Items of the order.</summary>
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
    /// <summary>When the order expires, in seconds since 1970 and at least five minutes ahead.</summary>
    public required string Timestamp { get; init; }

    /// <summary>Description, at most 120 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>An item of an order.</summary>
public sealed record OrderItem
{
    /// <summary>Retailer id of the item.</summary>
    public string? RetailerId { get; init; }

    /// <summary>Name of the item, at most 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Price of one item.</summary>
    public required Money Amount { get; init; }

    /// <summary>Number of items.</summary>
    public required int Quantity { get; init; }

    /// <summary>Discounted price of one item.</summary>
    public Money? SaleAmount { get; init; }
}

/// <summary>The status of a payment.</summary>
public sealed record OrderPayment
{
    /// <summary><c>pending</c>, <c>captured</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When the payment was made, in seconds since 1970.</summary>
    public long? Timestamp { get; init; }
}

/// <summary>A payment method.</summary>
/// <remarks>The methods of this type create it.</remarks>
public sealed record PaymentSetting
{
    /// <summary>Offers payment by Pix, outside WhatsApp; your payment provider reports the payment.</summary>
    public static PaymentSetting Pix(PixCode code) => new() { Type = "pix_dynamic_code", PixDynamicCode = code };

    /// <summary>Offers payment on a web page.</summary>
    public static PaymentSetting Link(Uri uri) =>
        new()
        {
            Type = "payment_link",
            PaymentLink = new() { Uri = uri.OriginalString },
        };

    /// <summary>Offers payment by boleto.</summary>
    public static PaymentSetting ByBoleto(string digitableLine) =>
        new()
        {
            Type = "boleto",
            Boleto = new() { DigitableLine = digitableLine },
        };

    /// <summary>Offers payment with a card that your provider has stored.</summary>
    public static PaymentSetting StoredCard(OffsiteCard card) =>
        new() { Type = "offsite_card_pay", OffsiteCardPay = card };

    /// <summary>Offers payment through a gateway set up in India.</summary>
    /// <param name="configuration">The gateway's object: type, configuration_name and its own members.</param>
    public static PaymentSetting Gateway(JsonElement configuration) =>
        new() { Type = "payment_gateway", PaymentGateway = configuration };

    /// <summary>The payment method that is set.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>The Pix code.</summary>
    [JsonInclude]
    public PixCode? PixDynamicCode { get; internal init; }

    /// <summary>The payment link.</summary>
    [JsonInclude]
    public PaymentLink? PaymentLink { get; internal init; }

    /// <summary>The boleto.</summary>
    [JsonInclude]
    public Boleto? Boleto { get; internal init; }

    /// <summary>The stored card.</summary>
    [JsonInclude]
    public OffsiteCard? OffsiteCardPay { get; internal init; }

    /// <summary>The gateway configuration, in India.</summary>
    [JsonInclude]
    public JsonElement? PaymentGateway { get; internal init; }
}

/// <summary>A Pix code.</summary>
public sealed record PixCode
{
    /// <summary>The copy-and-paste code.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the account holder.</summary>
    public required string MerchantName { get; init; }

    /// <summary>The Pix key.</summary>
    public required string Key { get; init; }

    /// <summary>Kind of key: CPF, CNPJ, EMAIL, PHONE or EVP.</summary>
    public required string KeyType { get; init; }
}

/// <summary>A payment link.</summary>
public sealed record PaymentLink
{
    /// <summary>The URL.</summary>
    public required string Uri { get; init; }
}

/// <summary>A boleto.</summary>
public sealed record Boleto
{
    /// <summary>The digits of the boleto to type in.</summary>
    public required string DigitableLine { get; init; }
}

/// <summary>A stored card.</summary>
public sealed record OffsiteCard
{
    /// <summary>Last four digits of the card.</summary>
    public required string LastFourDigits { get; init; }

    /// <summary>Id of the card at the provider.</summary>
    public required string CredentialId { get; init; }
}
