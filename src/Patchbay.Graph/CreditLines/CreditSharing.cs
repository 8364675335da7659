using System.Text.Json.Serialization;

namespace Patchbay.Graph.CreditLines;

/// <summary>Shares a credit line with a client's account.</summary>
public sealed record ShareCredit
{
    /// <summary>Id of the client's WhatsApp Business account.</summary>
    public required string WabaId { get; init; }

    /// <summary>Currency code of the account, three letters.</summary>
    public required string WabaCurrency { get; init; }
}

/// <summary>Shares a credit line with a client's portfolio.</summary>
public sealed record ShareCreditWithBusiness
{
    /// <summary>Id of the client's portfolio.</summary>
    public required string ReceivingBusinessId { get; init; }
}

/// <summary>The answer to sharing a credit line.</summary>
public sealed record CreditShared : GraphObject
{
    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool? Success { get; init; }

    /// <summary>Id of the share.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? AllocationConfigId { get; init; }

    /// <summary>Id of the client's WhatsApp Business account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? WabaId { get; init; }
}

/// <summary>A share of a credit line.</summary>
public sealed record CreditAllocation : GraphObject
{
    /// <summary>Id of the share.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>The business that received the share.</summary>
    public NodeName? ReceivingBusiness { get; init; }

    /// <summary>The payment credential.</summary>
    public NodeName? ReceivingCredential { get; init; }

    /// <summary><c>DELETED</c> when the share was revoked.</summary>
    public string? RequestStatus { get; init; }
}

/// <summary>Selects the client whose shares are listed.</summary>
public sealed record ListAllocations
{
    /// <summary>Id of the client's portfolio.</summary>
    public required string ReceivingBusinessId { get; init; }

    /// <summary>Comma-separated names of the fields to return.</summary>
    public string? Fields { get; init; }
}
