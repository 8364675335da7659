using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>Reads an object by its JSON contract: the same names, setters and converters that the serializer uses.</summary>
internal sealed class ObjectReader<T> : ValueReader
    where T : GraphObject
{
    private const int _buckets = 64;
    private readonly Func<object> _create;
    private readonly Member[][] _members;

    public ObjectReader(JsonTypeInfo<T> contract, Func<JsonPropertyInfo, ValueReader> readerOf)
    {
        _create = contract.CreateObject!;
        var members = contract.Properties.Where(p => !p.IsExtensionData && p.Set is not null)
            .Select(p => new Member(Encoding.UTF8.GetBytes(p.Name), p.Set!, p.IsSetNullable, readerOf(p)))
            .ToLookup(m => Bucket(m.Name));
        _members = [.. Enumerable.Range(0, _buckets).Select(b => members[b].ToArray())];
    }

    public override object Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        var target = _create();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (Find(ref reader) is { } member) ReadMember(ref reader, member, target);
            else Keep(ref reader, (GraphObject)target);
        }

        return target;
    }

    private static void ReadMember(ref Utf8JsonReader reader, Member member, object target)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.Null) member.Set(target, member.Value.Read(ref reader));
        else if (member.IsNullable) member.Set(target, null);
        else throw new JsonException($"{Encoding.UTF8.GetString(member.Name)} is null.");
    }

    private static void Keep(ref Utf8JsonReader reader, GraphObject target)
    {
        var name = reader.GetString()!;
        reader.Read();
        target.AdditionalData ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        target.AdditionalData[name] = JsonElement.ParseValue(ref reader);
    }

    private Member? Find(ref Utf8JsonReader reader)
    {
        var name = reader.HasValueSequence || reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        if (name.IsEmpty) return null;
        foreach (var member in _members[Bucket(name)])
            if (name.SequenceEqual(member.Name)) return member;
        return null;
    }

    // Length, first and last letter tell the members of Meta's objects apart nearly always.
    private static int Bucket(ReadOnlySpan<byte> name) => (name.Length + (name[0] * 7) + (name[^1] * 3)) % _buckets;

    private sealed record Member(byte[] Name, Action<object, object?> Set, bool IsNullable, ValueReader Value);
}
