using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A contact card.</summary>
public sealed record ContactCard : GraphObject
{
    /// <summary>The person's name.</summary>
    public required ContactName Name { get; init; }

    /// <summary>Phone numbers.</summary>
    public IReadOnlyList<ContactPhone>? Phones { get; init; }

    /// <summary>Mail addresses.</summary>
    public IReadOnlyList<ContactEmail>? Emails { get; init; }

    /// <summary>Addresses.</summary>
    public IReadOnlyList<ContactAddress>? Addresses { get; init; }

    /// <summary>Web addresses.</summary>
    public IReadOnlyList<ContactUrl>? Urls { get; init; }

    /// <summary>Where the person works.</summary>
    public ContactOrganization? Org { get; init; }

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public string? Birthday { get; init; }

    /// <summary>The card as vCard text, in received ones.</summary>
    public string? Vcard { get; init; }

    /// <summary>In received cards: <c>contact_request</c> for an answer to a request, else <c>other</c>.</summary>
    public string? Origin { get; init; }
}

/// <summary>A name; besides the whole, at least one part is expected.</summary>
public sealed record ContactName : GraphObject
{
    /// <summary>The whole name.</summary>
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

    /// <summary>Which kind.</summary>
    public ContactLabel? Type { get; init; }

    /// <summary>WhatsApp id; makes the card's button open a chat.</summary>
    public string? WaId { get; init; }

    /// <summary>Business-scoped id, in received cards.</summary>
    public string? UserId { get; init; }
}

/// <summary>A mail address.</summary>
public sealed record ContactEmail : GraphObject
{
    /// <summary>The address.</summary>
    public required string Email { get; init; }

    /// <summary>Which kind.</summary>
    public ContactLabel? Type { get; init; }
}

/// <summary>An address.</summary>
public sealed record ContactAddress : GraphObject
{
    /// <summary>Street and number.</summary>
    public string? Street { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State.</summary>
    public string? State { get; init; }

    /// <summary>Postal code.</summary>
    public string? Zip { get; init; }

    /// <summary>Country.</summary>
    public string? Country { get; init; }

    /// <summary>Country, two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Which kind.</summary>
    public ContactLabel? Type { get; init; }
}

/// <summary>A web address.</summary>
public sealed record ContactUrl : GraphObject
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>Which kind.</summary>
    public ContactLabel? Type { get; init; }
}

/// <summary>Where a number or address belongs.</summary>
[JsonConverter(typeof(OpenEnumConverter<ContactLabel>))]
public readonly record struct ContactLabel(string Value) : IOpenEnum<ContactLabel>
{
    /// <summary>At home.</summary>
    public static ContactLabel Home => new("HOME");

    /// <summary>At work.</summary>
    public static ContactLabel Work => new("WORK");

    /// <summary>A mobile phone.</summary>
    public static ContactLabel Cell => new("CELL");

    /// <summary>The main one.</summary>
    public static ContactLabel Main => new("MAIN");

    /// <summary>An iPhone.</summary>
    public static ContactLabel Iphone => new("IPHONE");

    /// <summary>A mobile phone, in received cards.</summary>
    public static ContactLabel Mobile => new("MOBILE");

    /// <summary>Another.</summary>
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

/// <summary>Where someone works.</summary>
public sealed record ContactOrganization : GraphObject
{
    /// <summary>Company.</summary>
    public string? Company { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }
}
