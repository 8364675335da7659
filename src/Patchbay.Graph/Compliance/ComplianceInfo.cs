using System.Text.Json.Serialization;

namespace Patchbay.Graph.Compliance;

/// <summary>The business details that Indian law requires.</summary>
public sealed record ComplianceInfo : GraphObject
{
    /// <summary>Id of the WhatsApp Business account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? WhatsappBusinessAccountId { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>The business's legal name, 2 to 128 characters.</summary>
    public string? EntityName { get; init; }

    /// <summary>Legal form of the business.</summary>
    public EntityType? EntityType { get; init; }

    /// <summary>Legal form as text, when <see cref="EntityType"/> is other; at most 1,024 characters.</summary>
    public string? EntityTypeCustom { get; init; }

    /// <summary>Whether the business is registered.</summary>
    public bool? IsRegistered { get; init; }

    /// <summary>Contact for complaints; needs a name and an email address.</summary>
    public ComplianceContact? GrievanceOfficerDetails { get; init; }

    /// <summary>Contact for customer care; needs an email address.</summary>
    public ComplianceContact? CustomerCareDetails { get; init; }
}

/// <summary>The legal form of a business.</summary>
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

    /// <summary>Another legal form.</summary>
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

/// <summary>A contact person or department.</summary>
public sealed record ComplianceContact : GraphObject
{
    /// <summary>Name, at most 128 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Email address, at most 128 characters.</summary>
    public string? Email { get; init; }

    /// <summary>Mobile number with plus and country code, at most 20 characters.</summary>
    public string? MobileNumber { get; init; }

    /// <summary>Landline number with plus and country code, at most 20 characters.</summary>
    public string? LandlineNumber { get; init; }
}

/// <summary>Sets the business details that Indian law requires.</summary>
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

    /// <summary>Legal form of the business.</summary>
    public required EntityType EntityType { get; init; }

    /// <summary>Legal form as text, when <see cref="EntityType"/> is other; at most 1,024 characters.</summary>
    public string? EntityTypeCustom { get; init; }

    /// <summary>Whether the business is registered.</summary>
    public bool? IsRegistered { get; init; }

    /// <summary>Contact for complaints; needs a name and an email address.</summary>
    public required ComplianceContact GrievanceOfficerDetails { get; init; }

    /// <summary>Contact for customer care; needs an email address.</summary>
    public required ComplianceContact CustomerCareDetails { get; init; }
}
