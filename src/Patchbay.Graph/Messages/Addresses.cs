namespace Patchbay.Graph.Messages;

/// <summary>An address in the fields of WhatsApp's address form.</summary>
public sealed record AddressValues
{
    /// <summary>Name of the recipient.</summary>
    public string? Name { get; init; }

    /// <summary>Phone number of the recipient.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Indian postal code, six digits.</summary>
    public string? InPinCode { get; init; }

    /// <summary>Singapore postal code.</summary>
    public string? SgPostCode { get; init; }

    /// <summary>House number.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>Floor number.</summary>
    public string? FloorNumber { get; init; }

    /// <summary>Tower number.</summary>
    public string? TowerNumber { get; init; }

    /// <summary>Name of the building.</summary>
    public string? BuildingName { get; init; }

    /// <summary>Street address.</summary>
    public string? Address { get; init; }

    /// <summary>Landmark or area.</summary>
    public string? LandmarkArea { get; init; }

    /// <summary>Unit number.</summary>
    public string? UnitNumber { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State.</summary>
    public string? State { get; init; }
}

/// <summary>An address to choose.</summary>
public sealed record SavedAddress
{
    /// <summary>Returned when the user chooses the address.</summary>
    public required string Id { get; init; }

    /// <summary>The address.</summary>
    public required AddressValues Value { get; init; }
}
