using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>A node by id and name.</summary>
public sealed record NodeName : GraphObject
{
    /// <summary>Id of the node.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the node.</summary>
    public string? Name { get; init; }
}
