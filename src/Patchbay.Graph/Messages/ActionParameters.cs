using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>Parameters of a named action; which are there depends on the action.</summary>
public sealed record ActionParameters
{
    /// <summary>Label of the button, at most 20 characters.</summary>
    [JsonInclude]
    public string? DisplayText { get; internal init; }

    /// <summary>Address to open.</summary>
    [JsonInclude]
    public string? Url { get; internal init; }

    /// <summary>Product whose picture stands for the catalog.</summary>
    [JsonInclude]
    public string? ThumbnailProductRetailerId { get; internal init; }

    /// <summary>Always <c>3</c>.</summary>
    [JsonInclude]
    public string? FlowMessageVersion { get; internal init; }

    /// <summary>The flow, by id.</summary>
    [JsonInclude]
    public string? FlowId { get; internal init; }

    /// <summary>The flow, by name.</summary>
    [JsonInclude]
    public string? FlowName { get; internal init; }

    /// <summary>Label of the flow's button, at most 30 characters.</summary>
    [JsonInclude]
    public string? FlowCta { get; internal init; }

    /// <summary><c>published</c> or <c>draft</c>.</summary>
    [JsonInclude]
    public string? Mode { get; internal init; }

    /// <summary>Comes back with the form; identifies the conversation.</summary>
    [JsonInclude]
    public string? FlowToken { get; internal init; }

    /// <summary><c>navigate</c> or <c>data_exchange</c>.</summary>
    [JsonInclude]
    public string? FlowAction { get; internal init; }

    /// <summary>First screen and its data.</summary>
    [JsonInclude]
    public FlowActionPayload? FlowActionPayload { get; internal init; }

    /// <summary>Country of the asked address, such as <c>IN</c>.</summary>
    [JsonInclude]
    public string? Country { get; internal init; }

    /// <summary>An address to start from.</summary>
    [JsonInclude]
    public AddressValues? Values { get; internal init; }

    /// <summary>Addresses to choose from.</summary>
    [JsonInclude]
    public IReadOnlyList<SavedAddress>? SavedAddresses { get; internal init; }

    /// <summary>What was wrong with an answered address, per field.</summary>
    [JsonInclude]
    public IReadOnlyDictionary<string, string>? ValidationErrors { get; internal init; }

    /// <summary>Minutes for which a call button works, 1 to 43,200.</summary>
    [JsonInclude]
    public int? TtlMinutes { get; internal init; }

    /// <summary>Comes back when a call button is used.</summary>
    [JsonInclude]
    public string? Payload { get; internal init; }

    /// <summary>Your number of the order: at most 60 characters of A-Z a-z 0-9 _ . -</summary>
    [JsonInclude]
    public string? ReferenceId { get; internal init; }

    /// <summary><c>digital-goods</c> or <c>physical-goods</c>.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary><c>br</c> in Brazil.</summary>
    [JsonInclude]
    public string? PaymentType { get; internal init; }

    /// <summary>Ways to pay.</summary>
    [JsonInclude]
    public IReadOnlyList<PaymentSetting>? PaymentSettings { get; internal init; }

    /// <summary>Name of a gateway's configuration, in India.</summary>
    [JsonInclude]
    public string? PaymentConfiguration { get; internal init; }

    /// <summary>Three letters.</summary>
    [JsonInclude]
    public string? Currency { get; internal init; }

    /// <summary>What is to be paid.</summary>
    [JsonInclude]
    public Money? TotalAmount { get; internal init; }

    /// <summary>The order.</summary>
    [JsonInclude]
    public Order? Order { get; internal init; }

    /// <summary>State of the payment.</summary>
    [JsonInclude]
    public OrderPayment? Payment { get; internal init; }
}

/// <summary>First screen of a flow and its data.</summary>
public sealed record FlowActionPayload
{
    /// <summary>Id of the screen.</summary>
    [JsonInclude]
    public string? Screen { get; internal init; }

    /// <summary>Data for it, an object.</summary>
    [JsonInclude]
    public JsonElement? Data { get; internal init; }
}
