using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>An order to pay.</summary>
public sealed record OrderDetails
{
    /// <summary>Your id of the order: at most 60 characters of A-Z a-z 0-9 _ . - and used only once.</summary>
    public required string ReferenceId { get; init; }

    /// <summary>Whether the order contains goods to ship.</summary>
    public required bool IsPhysical { get; init; }

    /// <summary>Currency code, three letters.</summary>
    public string Currency { get; init; } = "BRL";

    /// <summary>Payment scheme of the country: <c>br</c> in Brazil; null in India.</summary>
    public string? PaymentType { get; init; } = "br";

    /// <summary>Payment methods; in India <see cref="PaymentConfiguration"/> can be set instead.</summary>
    public IReadOnlyList<PaymentSetting>? PaymentSettings { get; init; }

    /// <summary>Name of a payment gateway's configuration, in India.</summary>
    public string? PaymentConfiguration { get; init; }

    /// <summary>Total amount to pay: subtotal plus tax plus shipping minus discount.</summary>
    public required Money Total { get; init; }

    /// <summary>The ordered items and their amounts.</summary>
    public required Order Order { get; init; }

    internal ActionParameters Wire() =>
        new()
        {
            ReferenceId = ReferenceId,
            Type = IsPhysical ? "physical-goods" : "digital-goods",
            PaymentType = PaymentType,
            PaymentSettings = PaymentSettings,
            PaymentConfiguration = PaymentConfiguration,
            Currency = Currency,
            TotalAmount = Total,
            Order = Order with { Status = Order.Status ?? "pending" },
        };
}

/// <summary>The status of an order.</summary>
[JsonConverter(typeof(OpenEnumConverter<OrderState>))]
public readonly record struct OrderState(string Value) : IOpenEnum<OrderState>
{
    /// <summary>Pending.</summary>
    public static OrderState Pending => new("pending");

    /// <summary>Being prepared.</summary>
    public static OrderState Processing => new("processing");

    /// <summary>A part was shipped.</summary>
    public static OrderState PartiallyShipped => new("partially_shipped");

    /// <summary>Shipped.</summary>
    public static OrderState Shipped => new("shipped");

    /// <summary>Completed.</summary>
    public static OrderState Completed => new("completed");

    /// <summary>Canceled.</summary>
    public static OrderState Canceled => new("canceled");

    /// <inheritdoc/>
    public static OrderState Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(OrderState other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
