using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A contact card.</summary>
public sealed record ContactCard : GraphObject
{
    /// <summary>The person's name.</summary>
    public required ContactName Name { get; init; }

    /// <summary>Phone numbers of the person.</summary>
    public IReadOnlyList<ContactPhone>? Phones { get; init; }

    /// <summary>Email addresses of the person.</summary>
    public IReadOnlyList<ContactEmail>? Emails { get; init; }

    /// <summary>Postal addresses of the person.</summary>
    public IReadOnlyList<ContactAddress>? Addresses { get; init; }

    /// <summary>Web addresses of the person.</summary>
    public IReadOnlyList<ContactUrl>? Urls { get; init; }

    /// <summary>Organization where the person works.</summary>
    public ContactOrganization? Org { get; init; }

    /// <summary>Birthday, <c>YYYY-MM-DD</c>.</summary>
    public string? Birthday { get; init; }

    /// <summary>The card as vCard text; set in received cards.</summary>
    public string? Vcard { get; init; }

    /// <summary>
    /// <c>contact_request</c> when the card answers a request, otherwise <c>other</c>; set in received cards.
    /// </summary>
    public string? Origin { get; init; }
}

/// <summary>The name of a person.</summary>
/// <remarks>Besides the full name, at least one part is expected.</remarks>
public sealed record ContactName : GraphObject
{
    /// <summary>Full name.</summary>
    public required string FormattedName { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>Prefix.</summary>
    public string? Prefix { get; init; }

    /// <summary>Suffix.</summary>
    public string? Suffix { get; init; }
}

/// <summary>A phone number.</summary>
public sealed record ContactPhone : GraphObject
{
    /// <summary>The number.</summary>
    public string? Phone { get; init; }

    /// <summary>Kind of number.</summary>
    public ContactLabel? Type { get; init; }

    /// <summary>WhatsApp id.</summary>
    /// <remarks>With it, the card's button opens a chat.</remarks>
    public string? WaId { get; init; }

    /// <summary>Business-scoped id; set in received cards.</summary>
    public string? UserId { get; init; }
}

/// <summary>An email address.</summary>
public sealed record ContactEmail : GraphObject
{
    /// <summary>The email address.</summary>
    public required string Email { get; init; }

    /// <summary>Kind of address.</summary>
    public ContactLabel? Type { get; init; }
}

/// <summary>A postal address.</summary>
public sealed record ContactAddress : GraphObject
{
    /// <summary>Street and house number.</summary>
    public string? Street { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State.</summary>
    public string? State { get; init; }

    /// <summary>Postal code.</summary>
    public string? Zip { get; init; }

    /// <summary>Country.</summary>
    public string? Country { get; init; }

    /// <summary>Country code, two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Kind of address.</summary>
    public ContactLabel? Type { get; init; }
}

/// <summary>A web address.</summary>
public sealed record ContactUrl : GraphObject
{
    /// <summary>The web address.</summary>
    public required string Url { get; init; }

    /// <summary>Kind of address.</summary>
    public ContactLabel? Type { get; init; }
}

/// <summary>The kind of a number or an address.</summary>
[JsonConverter(typeof(OpenEnumConverter<ContactLabel>))]
public readonly record struct ContactLabel(string Value) : IOpenEnum<ContactLabel>
{
    /// <summary>Home.</summary>
    public static ContactLabel Home => new("HOME");

    /// <summary>Work.</summary>
    public static ContactLabel Work => new("WORK");

    /// <summary>Mobile phone.</summary>
    public static ContactLabel Cell => new("CELL");

    /// <summary>Main number.</summary>
    public static ContactLabel Main => new("MAIN");

    /// <summary>iPhone.</summary>
    public static ContactLabel Iphone => new("IPHONE");

    /// <summary>Mobile phone, as received cards write it.</summary>
    public static ContactLabel Mobile => new("MOBILE");

    /// <summary>Another kind.</summary>
    public static ContactLabel Other => new("OTHER");

    /// <inheritdoc/>
    public static ContactLabel Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ContactLabel other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The organization where a person works.</summary>
public sealed record ContactOrganization : GraphObject
{
    /// <summary>Name of the company.</summary>
    public string? Company { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Job title.</summary>
    public string? Title { get; init; }
}
