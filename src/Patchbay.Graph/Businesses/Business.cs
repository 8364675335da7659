using System.Text.Json.Serialization;

namespace Patchbay.Graph.Businesses;

/// <summary>A business portfolio.</summary>
/// <remarks>Which members are set depends on the requested fields.</remarks>
public sealed record Business : GraphObject
{
    /// <summary>Id of the portfolio.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the portfolio.</summary>
    public string? Name { get; init; }

    /// <summary>Meta's numeric id of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Verification status of the portfolio.</summary>
    public string? VerificationStatus { get; init; }

    /// <summary>Unique users that the portfolio may write to in 24 hours.</summary>
    public string? WhatsappBusinessManagerMessagingLimit { get; init; }
}

/// <summary>Narrows a list of WhatsApp Business accounts.</summary>
public sealed record ListBusinessAccounts : PageQuery
{
    /// <summary>Returns only accounts of these business sizes.</summary>
    public IReadOnlyList<BusinessType>? BusinessType { get; init; }

    /// <summary>Returns only the account with this id.</summary>
    public string? Find { get; init; }

    /// <summary>Returns the first 1 to 100 accounts; for owned accounts.</summary>
    public int? First { get; init; }

    /// <summary>Returns the last 1 to 100 accounts; for owned accounts.</summary>
    public int? Last { get; init; }

    /// <summary>
    /// A JSON array of conditions, such as a condition on <c>creation_time</c>; for clients' accounts.
    /// </summary>
    public string? Filtering { get; init; }

    /// <summary>The sort order; for clients' accounts.</summary>
    public BusinessAccountSort? Sort { get; init; }
}

/// <summary>A new WhatsApp Business account.</summary>
/// <remarks>Meta reviews the account before it is verified.</remarks>
public sealed record CreateBusinessAccount : GraphObject
{
    /// <summary>Name of the account, unique in the portfolio.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the funding source.</summary>
    public string? PrimaryFundingId { get; init; }

    /// <summary>Purchase order number for invoices.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Currency code, three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>Meta's numeric id of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Size of the business.</summary>
    public BusinessType? BusinessType { get; init; }

    /// <summary>Id of the business that the account acts for.</summary>
    public string? OnBehalfOfBusinessId { get; init; }
}

/// <summary>The created WhatsApp Business account.</summary>
public sealed record CreatedBusinessAccount : GraphObject
{
    /// <summary>Id of the account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Id of the payment account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PaymentAccountId { get; init; }
}

/// <summary>A line of credit.</summary>
public sealed record CreditLine : GraphObject
{
    /// <summary>Id of the credit line.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Legal entity that owns the credit line.</summary>
    public string? LegalEntityName { get; init; }
}

/// <summary>Selects the partners whose clients are invited.</summary>
public sealed record MarketingOnboarding
{
    /// <summary>Id of the partners' solution.</summary>
    public string? SolutionId { get; init; }
}

/// <summary>The answer to invitations to the marketing messages API.</summary>
public sealed record MarketingOnboarded : GraphObject
{
    /// <summary>Id of the request.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string RequestId { get; init; }
}

/// <summary>The size of a business.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessType>))]
public readonly record struct BusinessType(string Value) : IOpenEnum<BusinessType>
{
    /// <summary>A large business.</summary>
    public static BusinessType Enterprise => new("ENTERPRISE");

    /// <summary>A small or medium business.</summary>
    public static BusinessType Smb => new("SMB");

    /// <summary>A standard business.</summary>
    public static BusinessType Standard => new("STANDARD");

    /// <summary>A premium business.</summary>
    public static BusinessType Premium => new("PREMIUM");

    /// <inheritdoc/>
    public static BusinessType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(BusinessType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
