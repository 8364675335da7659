using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>
/// Reads one value in one forward pass. The serializer would give the same result, but it keeps state for each level
/// and member, which a complete webhook body does not need.
/// </summary>
internal abstract class ValueReader<T>
{
    /// <summary>
    /// Reads the value at the reader's position, which is not null. Afterwards the reader is at the value's end.
    /// </summary>
    public abstract T? Read(ref Utf8JsonReader reader);
}

/// <summary>Reads a boolean, which one of Meta's samples writes as a string.</summary>
internal sealed class FlagReader : ValueReader<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader) => LooseBooleanConverter.Read(ref reader);
}

/// <summary>Reads a whole number, which WhatsApp writes as a string and other products as a number.</summary>
internal sealed class WholeReader : ValueReader<long?>
{
    public override long? Read(ref Utf8JsonReader reader) => LongTextConverter.Read(ref reader);
}

/// <summary>Reads an open enum. The strings of frequent values are created once.</summary>
internal sealed class EnumReader<T> : ValueReader<T?>
    where T : struct, IOpenEnum<T>
{
    private readonly NameTable<string> _frequent = new();

    public EnumReader(params ReadOnlySpan<T> frequent)
    {
        foreach (var value in frequent)
            _frequent.Add(value.Value, value.Value);
    }

    public override T? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
            throw new JsonException("A string was expected.");
        return T.Of(Texts.Among(_frequent, ref reader) ?? reader.GetString()!);
    }
}

/// <summary>Reads a value with the serializer, for shapes too rare for a reader of their own.</summary>
internal sealed class ContractReader<T>(JsonTypeInfo<T> contract) : ValueReader<T>
{
    public override T? Read(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, contract);
}

internal sealed class ListReader<T>(ValueReader<T> item) : ValueReader<IReadOnlyList<T>>
    where T : class
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
            throw new JsonException("A list was expected.");
        reader.Read();
        if (reader.TokenType is JsonTokenType.EndArray)
            return [];
        var first = Item(ref reader);
        reader.Read();
        // Nearly every list of a webhook has one entry.
        return reader.TokenType is JsonTokenType.EndArray ? new T[] { first } : Rest(ref reader, first);
    }

    private List<T> Rest(ref Utf8JsonReader reader, T first)
    {
        var list = new List<T> { first };
        for (; reader.TokenType is not JsonTokenType.EndArray; reader.Read())
            list.Add(Item(ref reader));
        return list;
    }

    private T Item(ref Utf8JsonReader reader) =>
        (reader.TokenType is JsonTokenType.Null ? null : item.Read(ref reader))
        ?? throw new JsonException("An entry of a list is null.");
}
