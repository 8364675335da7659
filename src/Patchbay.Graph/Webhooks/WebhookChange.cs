using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>One change: the field, and its value in the type that belongs to the field.</summary>
[JsonConverter(typeof(WebhookChangeConverter))]
public sealed record WebhookChange
{
    /// <summary>Name of the field: <c>messages</c>, <c>account_update</c> and so on.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// The value; an <see cref="UnknownValue"/> when the field is unknown or its value has another shape.
    /// </summary>
    public required ChangeValue Value { get; init; }

    /// <summary>Members besides field and value.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalData { get; init; }
}

/// <summary>The value of a change.</summary>
public abstract record ChangeValue : GraphObject;

/// <summary>A value that has no type here.</summary>
/// <param name="Raw">The value as it arrived.</param>
/// <remarks>Answer its webhook with 200 all the same.</remarks>
public sealed record UnknownValue(JsonElement Raw) : ChangeValue;
