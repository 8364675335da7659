using System.Text.Json.Serialization;

namespace Patchbay.Graph.CreditLines;

/// <summary>Lets a client's account use the credit line.</summary>
public sealed record ShareCredit
{
    /// <summary>The account.</summary>
    public required string WabaId { get; init; }

    /// <summary>Its currency, three letters.</summary>
    public required string WabaCurrency { get; init; }
}

/// <summary>Lets a client's portfolio use the credit line.</summary>
public sealed record ShareCreditWithBusiness
{
    /// <summary>The portfolio.</summary>
    public required string ReceivingBusinessId { get; init; }
}

/// <summary>A share of a credit line.</summary>
public sealed record CreditShared : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }

    /// <summary>Id of the share.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AllocationConfigId { get; init; }

    /// <summary>The account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? WabaId { get; init; }
}

/// <summary>A share of a credit line.</summary>
public sealed record CreditAllocation : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Who it was given to.</summary>
    public NodeName? ReceivingBusiness { get; init; }

    /// <summary>What pays.</summary>
    public NodeName? ReceivingCredential { get; init; }

    /// <summary><c>DELETED</c> once revoked.</summary>
    public string? RequestStatus { get; init; }
}

/// <summary>Whose shares to list.</summary>
public sealed record ListAllocations
{
    /// <summary>The client's portfolio.</summary>
    public required string ReceivingBusinessId { get; init; }

    /// <summary>Comma-separated fields.</summary>
    public string? Fields { get; init; }
}
