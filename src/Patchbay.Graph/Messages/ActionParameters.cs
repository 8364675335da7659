using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>Parameters of a named action.</summary>
/// <remarks>Which members are set depends on the action.</remarks>
public sealed record ActionParameters
{
    /// <summary>Label of the button, at most 20 characters.</summary>
    [JsonInclude]
    public string? DisplayText { get; internal init; }

    /// <summary>URL to open.</summary>
    [JsonInclude]
    public string? Url { get; internal init; }

    /// <summary>Retailer id of the product whose picture represents the catalog.</summary>
    [JsonInclude]
    public string? ThumbnailProductRetailerId { get; internal init; }

    /// <summary>Always <c>3</c>.</summary>
    [JsonInclude]
    public string? FlowMessageVersion { get; internal init; }

    /// <summary>Id of the flow.</summary>
    [JsonInclude]
    public string? FlowId { get; internal init; }

    /// <summary>Name of the flow.</summary>
    [JsonInclude]
    public string? FlowName { get; internal init; }

    /// <summary>Label of the flow's button, at most 30 characters.</summary>
    [JsonInclude]
    public string? FlowCta { get; internal init; }

    /// <summary><c>published</c> or <c>draft</c>.</summary>
    [JsonInclude]
    public string? Mode { get; internal init; }

    /// <summary>Returned with the completed flow; identifies the conversation.</summary>
    [JsonInclude]
    public string? FlowToken { get; internal init; }

    /// <summary><c>navigate</c> or <c>data_exchange</c>.</summary>
    [JsonInclude]
    public string? FlowAction { get; internal init; }

    /// <summary>First screen of the flow, and its data.</summary>
    [JsonInclude]
    public FlowActionPayload? FlowActionPayload { get; internal init; }

    /// <summary>Country of the requested address, such as <c>IN</c>.</summary>
    [JsonInclude]
    public string? Country { get; internal init; }

    /// <summary>The prefilled address.</summary>
    [JsonInclude]
    public AddressValues? Values { get; internal init; }

    /// <summary>Saved addresses to choose from.</summary>
    [JsonInclude]
    public IReadOnlyList<SavedAddress>? SavedAddresses { get; internal init; }

    /// <summary>Errors in an earlier answer, by field.</summary>
    [JsonInclude]
    public IReadOnlyDictionary<string, string>? ValidationErrors { get; internal init; }

    /// <summary>Minutes for which a call button works, 1 to 43,200.</summary>
    [JsonInclude]
    public int? TtlMinutes { get; internal init; }

    /// <summary>Returned when a call button is used.</summary>
    [JsonInclude]
    public string? Payload { get; internal init; }

    /// <summary>Your id of the order: at most 60 characters of A-Z a-z 0-9 _ . -</summary>
    [JsonInclude]
    public string? ReferenceId { get; internal init; }

    /// <summary><c>digital-goods</c> or <c>physical-goods</c>.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary><c>br</c> in Brazil.</summary>
    [JsonInclude]
    public string? PaymentType { get; internal init; }

    /// <summary>Payment methods.</summary>
    [JsonInclude]
    public IReadOnlyList<PaymentSetting>? PaymentSettings { get; internal init; }

    /// <summary>Name of a payment gateway's configuration, in India.</summary>
    [JsonInclude]
    public string? PaymentConfiguration { get; internal init; }

    /// <summary>Currency code, three letters.</summary>
    [JsonInclude]
    public string? Currency { get; internal init; }

    /// <summary>Total amount to pay.</summary>
    [JsonInclude]
    public Money? TotalAmount { get; internal init; }

    /// <summary>The order.</summary>
    [JsonInclude]
    public Order? Order { get; internal init; }

    /// <summary>Status of the payment.</summary>
    [JsonInclude]
    public OrderPayment? Payment { get; internal init; }
}

/// <summary>First screen of a flow, and its data.</summary>
public sealed record FlowActionPayload
{
    /// <summary>Id of the screen.</summary>
    [JsonInclude]
    public string? Screen { get; internal init; }

    /// <summary>Data of the screen, a JSON object.</summary>
    [JsonInclude]
    public JsonElement? Data { get; internal init; }
}
