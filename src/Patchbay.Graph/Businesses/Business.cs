using System.Text.Json.Serialization;

namespace Patchbay.Graph.Businesses;

/// <summary>A business portfolio. Which members are there depends on the fields asked for.</summary>
public sealed record Business : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Whether it is verified.</summary>
    public string? VerificationStatus { get; init; }

    /// <summary>Unique users per 24 hours.</summary>
    public string? WhatsappBusinessManagerMessagingLimit { get; init; }
}

/// <summary>Narrows a list of WhatsApp business accounts.</summary>
public sealed record ListBusinessAccounts : PageQuery
{
    /// <summary>Only accounts of these sizes.</summary>
    public IReadOnlyList<BusinessType>? BusinessType { get; init; }

    /// <summary>Only the account with this id.</summary>
    public string? Find { get; init; }

    /// <summary>The first so many, 1 to 100; for owned accounts.</summary>
    public int? First { get; init; }

    /// <summary>The last so many, 1 to 100; for owned accounts.</summary>
    public int? Last { get; init; }

    /// <summary>A JSON array of conditions, such as on <c>creation_time</c>; for clients' accounts.</summary>
    public string? Filtering { get; init; }

    /// <summary>The order; for clients' accounts.</summary>
    public BusinessAccountSort? Sort { get; init; }
}

/// <summary>A new WhatsApp business account. It is under review until it is verified.</summary>
public sealed record CreateBusinessAccount : GraphObject
{
    /// <summary>Unique in the portfolio.</summary>
    public required string Name { get; init; }

    /// <summary>Id of what pays.</summary>
    public string? PrimaryFundingId { get; init; }

    /// <summary>Order number for invoices.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Three letters.</summary>
    public string? Currency { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    public int? TimezoneId { get; init; }

    /// <summary>Size of the business.</summary>
    public BusinessType? BusinessType { get; init; }

    /// <summary>The business it acts for.</summary>
    public string? OnBehalfOfBusinessId { get; init; }
}

/// <summary>A new WhatsApp business account.</summary>
public sealed record CreatedBusinessAccount : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Id of its payment account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? PaymentAccountId { get; init; }
}

/// <summary>A line of credit.</summary>
public sealed record CreditLine : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public string? LegalEntityName { get; init; }
}

/// <summary>Which partners are invited.</summary>
public sealed record MarketingOnboarding
{
    /// <summary>The solution they serve under.</summary>
    public string? SolutionId { get; init; }
}

/// <summary>Invitations to the marketing API were sent.</summary>
public sealed record MarketingOnboarded : GraphObject
{
    /// <summary>Id of the request.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string RequestId { get; init; }
}

/// <summary>Size of a business.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessType>))]
public readonly record struct BusinessType(string Value) : IOpenEnum<BusinessType>
{
    /// <summary>Large.</summary>
    public static BusinessType Enterprise => new("ENTERPRISE");

    /// <summary>Small or medium.</summary>
    public static BusinessType Smb => new("SMB");

    /// <summary>Standard.</summary>
    public static BusinessType Standard => new("STANDARD");

    /// <summary>Premium.</summary>
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
