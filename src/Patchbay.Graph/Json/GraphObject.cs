using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>
/// An object of the Graph API. Members that this version of the client does not know are kept and written back. Its text form names
/// the type only: members can be secrets, or personal.
/// </summary>
public abstract record GraphObject
{
    /// <summary>Members without a property of their own.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalData { get; set; }

    /// <summary>Names the type.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Meta's plain yes.</summary>
public sealed record Acknowledgement : GraphObject
{
    /// <summary>Whether it was done.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }
}

/// <summary>The id of something that was made.</summary>
public sealed record CreatedNode : GraphObject
{
    /// <summary>The new id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }
}
