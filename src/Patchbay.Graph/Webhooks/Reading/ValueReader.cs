using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>
/// Reads one value in one forward pass. The serializer would do the same for every shape, but keeps state for each level and
/// member that a webhook, whose bytes are all there, has no use for.
/// </summary>
internal abstract class ValueReader
{
    /// <summary>Reads the value that the reader stands on, and leaves it on the value's end.</summary>
    public abstract object? Read(ref Utf8JsonReader reader);
}

internal sealed class TextReader : ValueReader
{
    public override object? Read(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String ? reader.GetString() : throw new JsonException("A string was expected.");
}

internal sealed class FlagReader : ValueReader
{
    private static readonly object _true = true;
    private static readonly object _false = false;

    public override object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => _true,
        JsonTokenType.False => _false,
        _ => throw new JsonException("A boolean was expected."),
    };
}

/// <summary>What one of the converters reads.</summary>
internal sealed class ConverterReader<T>(JsonConverter<T> converter) : ValueReader
{
    public override object? Read(ref Utf8JsonReader reader) => converter.Read(ref reader, typeof(T), WebhooksJson.Default.Options);
}

/// <summary>Whatever is too rare for a reader of its own: left to the serializer.</summary>
internal sealed class ContractReader(JsonTypeInfo contract) : ValueReader
{
    public override object? Read(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, contract);
}

internal sealed class ListReader<T>(ValueReader item) : ValueReader
{
    public override object? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException("A list was expected.");
        var list = new List<T>(1);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            list.Add(reader.TokenType is JsonTokenType.Null ? default! : (T)item.Read(ref reader)!);
        return list;
    }
}
