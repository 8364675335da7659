using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph;

/// <summary>
/// Reads a connection that the Graph API answers as a page and Meta's description shows as a bare list.
/// </summary>
internal sealed class EdgeConverter<T> : JsonConverter<Page<T>>
{
    public override Page<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.StartArray
            ? new Page<T> { Data = Deserialize<IReadOnlyList<T>>(ref reader, options), IsBare = true }
            : Deserialize<Page<T>>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, Page<T> value, JsonSerializerOptions options)
    {
        if (value.IsBare)
            JsonSerializer.Serialize(writer, value.Data, Contract<IReadOnlyList<T>>(options));
        else
            JsonSerializer.Serialize(writer, value, Contract<Page<T>>(options));
    }

    private static TValue Deserialize<TValue>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, Contract<TValue>(options))
        ?? throw new JsonException("A list was expected.");

    private static JsonTypeInfo<TValue> Contract<TValue>(JsonSerializerOptions options) =>
        (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
}
