using System.Text.Json.Serialization;

namespace Patchbay.Graph.Compliance;

/// <summary>What Indian law asks a business to show.</summary>
public sealed record ComplianceInfo : GraphObject
{
    /// <summary>The account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? WhatsappBusinessAccountId { get; init; }

    /// <summary><c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The business's legal name, 2 to 128 characters.</summary>
    public string? EntityName { get; init; }

    /// <summary>Its legal form.</summary>
    public EntityType? EntityType { get; init; }

    /// <summary>Its legal form, when other; at most 1,024 characters.</summary>
    public string? EntityTypeCustom { get; init; }

    /// <summary>Whether it is registered.</summary>
    public bool? IsRegistered { get; init; }

    /// <summary>Who takes complaints; needs a name and a mail address.</summary>
    public ComplianceContact? GrievanceOfficerDetails { get; init; }

    /// <summary>Customer care; needs a mail address.</summary>
    public ComplianceContact? CustomerCareDetails { get; init; }
}

/// <summary>A legal form.</summary>
[JsonConverter(typeof(OpenEnumConverter<EntityType>))]
public readonly record struct EntityType(string Value) : IOpenEnum<EntityType>
{
    /// <summary>Limited liability partnership.</summary>
    public static EntityType LimitedLiabilityPartnership => new("LIMITED_LIABILITY_PARTNERSHIP");

    /// <summary>Sole proprietorship.</summary>
    public static EntityType SoleProprietorship => new("SOLE_PROPRIETORSHIP");

    /// <summary>Partnership.</summary>
    public static EntityType Partnership => new("PARTNERSHIP");

    /// <summary>Public company.</summary>
    public static EntityType PublicCompany => new("PUBLIC_COMPANY");

    /// <summary>Private company.</summary>
    public static EntityType PrivateCompany => new("PRIVATE_COMPANY");

    /// <summary>Other.</summary>
    public static EntityType Other => new("OTHER");

    /// <inheritdoc/>
    public static EntityType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(EntityType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Someone to turn to.</summary>
public sealed record ComplianceContact : GraphObject
{
    /// <summary>Name, at most 128 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Mail address, at most 128 characters.</summary>
    public string? Email { get; init; }

    /// <summary>With plus and country code, at most 20 characters.</summary>
    public string? MobileNumber { get; init; }

    /// <summary>With plus and country code, at most 20 characters.</summary>
    public string? LandlineNumber { get; init; }
}

/// <summary>What to show.</summary>
public sealed record UpdateComplianceInfo : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }

    /// <summary>The business's legal name, 2 to 128 characters.</summary>
    public required string EntityName { get; init; }

    /// <summary>Its legal form.</summary>
    public required EntityType EntityType { get; init; }

    /// <summary>Its legal form, when other; at most 1,024 characters.</summary>
    public string? EntityTypeCustom { get; init; }

    /// <summary>Whether it is registered.</summary>
    public bool? IsRegistered { get; init; }

    /// <summary>Who takes complaints; needs a name and a mail address.</summary>
    public required ComplianceContact GrievanceOfficerDetails { get; init; }

    /// <summary>Customer care; needs a mail address.</summary>
    public required ComplianceContact CustomerCareDetails { get; init; }
}
