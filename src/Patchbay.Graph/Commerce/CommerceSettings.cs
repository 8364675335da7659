using System.Text.Json.Serialization;

namespace Patchbay.Graph.Commerce;

/// <summary>Catalog and cart settings of a number.</summary>
public sealed record CommerceSettings : GraphObject
{
    /// <summary>Id of the settings.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Whether the cart is enabled.</summary>
    public bool? IsCartEnabled { get; init; }

    /// <summary>Whether the catalog is shown.</summary>
    public bool? IsCatalogVisible { get; init; }
}

/// <summary>Changes the settings; omitted members stay as they are.</summary>
public sealed record UpdateCommerceSettings
{
    /// <summary>Whether the cart is enabled.</summary>
    public bool? IsCartEnabled { get; init; }

    /// <summary>Whether the catalog is shown.</summary>
    public bool? IsCatalogVisible { get; init; }
}
