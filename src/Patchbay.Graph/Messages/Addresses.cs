namespace Patchbay.Graph.Messages;

/// <summary>An address as the address form knows it.</summary>
public sealed record AddressValues
{
    /// <summary>Recipient's name.</summary>
    public string? Name { get; init; }

    /// <summary>Recipient's number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Indian postal code, six digits.</summary>
    public string? InPinCode { get; init; }

    /// <summary>Singapore postal code.</summary>
    public string? SgPostCode { get; init; }

    /// <summary>House.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>Floor.</summary>
    public string? FloorNumber { get; init; }

    /// <summary>Tower.</summary>
    public string? TowerNumber { get; init; }

    /// <summary>Building.</summary>
    public string? BuildingName { get; init; }

    /// <summary>Street.</summary>
    public string? Address { get; init; }

    /// <summary>Area.</summary>
    public string? LandmarkArea { get; init; }

    /// <summary>Unit.</summary>
    public string? UnitNumber { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State.</summary>
    public string? State { get; init; }
}

/// <summary>An address to choose.</summary>
public sealed record SavedAddress
{
    /// <summary>Comes back with the choice.</summary>
    public required string Id { get; init; }

    /// <summary>The address.</summary>
    public required AddressValues Value { get; init; }
}
