using System.Text.Json.Serialization;

namespace Patchbay.Graph.Profiles;

/// <summary>The profile that users see of a business.</summary>
public sealed record BusinessProfile : GraphObject
{
    /// <summary>The profile's id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>The account's name, 1 to 75 characters.</summary>
    public string? AccountName { get; init; }

    /// <summary>One line about the business, 1 to 139 characters.</summary>
    public string? About { get; init; }

    /// <summary>Address, at most 256 characters.</summary>
    public string? Address { get; init; }

    /// <summary>Description, at most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Email address, at most 128 characters.</summary>
    public string? Email { get; init; }

    /// <summary>URL of the profile picture, when reading.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>
    /// Handle of an uploaded picture, when changing; see <see cref="Patchbay.Graph.Media.ResumableUploadOperations"/>.
    /// </summary>
    public string? ProfilePictureHandle { get; init; }

    /// <summary>Websites, at most two of 256 characters each.</summary>
    public IReadOnlyList<string>? Websites { get; init; }

    /// <summary>Industry of the business.</summary>
    public BusinessVertical? Vertical { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }
}

/// <summary>An entry of the profile answer.</summary>
/// <remarks>Meta writes the profile plain or wrapped.</remarks>
public sealed record ProfileEntry : GraphObject
{
    /// <summary>The profile, in the wrapped form.</summary>
    public BusinessProfile? BusinessProfile { get; init; }

    /// <summary><c>whatsapp</c>, in the plain form.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>One line about the business, in the plain form.</summary>
    public string? About { get; init; }

    /// <summary>Address, in the plain form.</summary>
    public string? Address { get; init; }

    /// <summary>Description, in the plain form.</summary>
    public string? Description { get; init; }

    /// <summary>Email address, in the plain form.</summary>
    public string? Email { get; init; }

    /// <summary>URL of the profile picture, in the plain form.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>Websites, in the plain form.</summary>
    public IReadOnlyList<string>? Websites { get; init; }

    /// <summary>Industry of the business, in the plain form.</summary>
    public BusinessVertical? Vertical { get; init; }
}

/// <summary>The industry of a business.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessVertical>))]
public readonly record struct BusinessVertical(string Value) : IOpenEnum<BusinessVertical>
{
    /// <summary>Another industry.</summary>
    public static BusinessVertical Other => new("OTHER");

    /// <summary>Vehicles.</summary>
    public static BusinessVertical Auto => new("AUTO");

    /// <summary>Beauty, spa and salon.</summary>
    public static BusinessVertical Beauty => new("BEAUTY");

    /// <summary>Clothing.</summary>
    public static BusinessVertical Apparel => new("APPAREL");

    /// <summary>Education.</summary>
    public static BusinessVertical Edu => new("EDU");

    /// <summary>Entertainment.</summary>
    public static BusinessVertical Entertain => new("ENTERTAIN");

    /// <summary>Events.</summary>
    public static BusinessVertical EventPlan => new("EVENT_PLAN");

    /// <summary>Finance.</summary>
    public static BusinessVertical Finance => new("FINANCE");

    /// <summary>Food and groceries.</summary>
    public static BusinessVertical Grocery => new("GROCERY");

    /// <summary>Public service.</summary>
    public static BusinessVertical Govt => new("GOVT");

    /// <summary>Hotels.</summary>
    public static BusinessVertical Hotel => new("HOTEL");

    /// <summary>Health.</summary>
    public static BusinessVertical Health => new("HEALTH");

    /// <summary>Non-profit.</summary>
    public static BusinessVertical Nonprofit => new("NONPROFIT");

    /// <summary>Professional services.</summary>
    public static BusinessVertical ProfServices => new("PROF_SERVICES");

    /// <summary>Shops.</summary>
    public static BusinessVertical Retail => new("RETAIL");

    /// <summary>Travel and transport.</summary>
    public static BusinessVertical Travel => new("TRAVEL");

    /// <summary>Restaurants.</summary>
    public static BusinessVertical Restaurant => new("RESTAURANT");

    /// <summary>Alcohol.</summary>
    public static BusinessVertical Alcohol => new("ALCOHOL");

    /// <summary>Online gambling.</summary>
    public static BusinessVertical OnlineGambling => new("ONLINE_GAMBLING");

    /// <summary>Gambling on site.</summary>
    public static BusinessVertical PhysicalGambling => new("PHYSICAL_GAMBLING");

    /// <summary>Over-the-counter medicine.</summary>
    public static BusinessVertical OtcDrugs => new("OTC_DRUGS");

    /// <summary>Marriage services.</summary>
    public static BusinessVertical MatrimonyService => new("MATRIMONY_SERVICE");

    /// <summary>Not set.</summary>
    public static BusinessVertical Undefined => new("UNDEFINED");

    /// <inheritdoc/>
    public static BusinessVertical Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(BusinessVertical other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>Changes a profile; omitted members stay as they are.</summary>
public sealed record UpdateProfile : GraphObject
{
    /// <summary>One line about the business, 1 to 139 characters.</summary>
    public string? About { get; init; }

    /// <summary>Address, at most 256 characters.</summary>
    public string? Address { get; init; }

    /// <summary>Description, at most 256 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Email address, at most 128 characters.</summary>
    public string? Email { get; init; }

    /// <summary>
    /// Handle of an uploaded picture; see <see cref="Patchbay.Graph.Media.ResumableUploadOperations"/>.
    /// </summary>
    public string? ProfilePictureHandle { get; init; }

    /// <summary>Websites, at most two of 256 characters each.</summary>
    public IReadOnlyList<string>? Websites { get; init; }

    /// <summary>Industry of the business.</summary>
    public BusinessVertical? Vertical { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}
