using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>A node by id and name.</summary>
public sealed record NodeName : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}
