using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>One change: what it is about, and its value as the type that belongs to that.</summary>
[JsonConverter(typeof(WebhookChangeConverter))]
public sealed record WebhookChange
{
    /// <summary>What it is about: <c>messages</c>, <c>account_update</c> and so on.</summary>
    public string? Field { get; init; }

    /// <summary>The value; an <see cref="UnknownValue"/> when the field is not known or its value is of another shape.</summary>
    public required ChangeValue Value { get; init; }

    /// <summary>Members besides field and value.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalData { get; init; }
}

/// <summary>The value of a change.</summary>
public abstract record ChangeValue : GraphObject;

/// <summary>A value that has no type here. Answer it with 200 all the same.</summary>
/// <param name="Raw">The value as it came.</param>
public sealed record UnknownValue(JsonElement Raw) : ChangeValue;
