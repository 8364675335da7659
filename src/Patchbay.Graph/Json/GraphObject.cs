using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph;

/// <summary>An object of the Graph API.</summary>
/// <remarks>
/// Members that this version of the client does not know are kept and written back. The text form contains only the
/// type's name, because members can be secret or personal.
/// </remarks>
public abstract record GraphObject
{
    /// <summary>Members without a property of their own.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalData { get; set; }

    /// <summary>The name of the type.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>An answer that only confirms the call.</summary>
public sealed record Acknowledgement : GraphObject
{
    /// <summary>Whether the call succeeded.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }
}

/// <summary>The id of a created node.</summary>
public sealed record CreatedNode : GraphObject
{
    /// <summary>The new id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }
}
