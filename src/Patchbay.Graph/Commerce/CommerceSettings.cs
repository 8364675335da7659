using System.Text.Json.Serialization;

namespace Patchbay.Graph.Commerce;

/// <summary>Whether a number shows a catalog and a cart.</summary>
public sealed record CommerceSettings : GraphObject
{
    /// <summary>Id of the settings.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Whether there is a cart.</summary>
    public bool? IsCartEnabled { get; init; }

    /// <summary>Whether the catalog is shown.</summary>
    public bool? IsCatalogVisible { get; init; }
}

/// <summary>Changes the settings; leave out what stays.</summary>
public sealed record UpdateCommerceSettings
{
    /// <summary>Whether there is a cart.</summary>
    public bool? IsCartEnabled { get; init; }

    /// <summary>Whether the catalog is shown.</summary>
    public bool? IsCatalogVisible { get; init; }
}
