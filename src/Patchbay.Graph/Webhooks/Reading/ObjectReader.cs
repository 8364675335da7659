using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>
/// Reads an object with a table of its members. A member that is not in the table is kept as JSON. A test compares each
/// table with the JSON contract.
/// </summary>
internal sealed class ObjectReader<T>(Func<T> create) : ValueReader<T>
    where T : GraphObject
{
    private static readonly FlagReader _flag = new();
    private static readonly WholeReader _whole = new();
    private readonly NameTable<Member<T>> _members = new();

    public ObjectReader<T> Text(string name, Action<T, string?> set) => Add(name, new TextMember<T>(set));

    public ObjectReader<T> Required(string name, Action<T, string> set) => Add(name, new RequiredMember<T>(set));

    public ObjectReader<T> Id(string name, Action<T, string?> set) => Add(name, new IdMember<T>(set));

    public ObjectReader<T> Flag(string name, Action<T, bool?> set) => Value(name, _flag, set);

    public ObjectReader<T> Whole(string name, Action<T, long?> set) => Value(name, _whole, set);

    public ObjectReader<T> Value<TValue>(string name, ValueReader<TValue> value, Action<T, TValue?> set) =>
        Add(name, new ValueMember<T, TValue>(value, set));

    public ObjectReader<T> List<TItem>(string name, ValueReader<TItem> item, Action<T, IReadOnlyList<TItem>?> set)
        where TItem : class => Value(name, new ListReader<TItem>(item), set);

    public ObjectReader<T> Rare<TValue>(string name, JsonTypeInfo<TValue> contract, Action<T, TValue?> set) =>
        Value(name, new ContractReader<TValue>(contract), set);

    public override T Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
        reader.Read();
        return ReadMembers(ref reader);
    }

    /// <summary>Reads an object after its opening brace.</summary>
    public T ReadMembers(ref Utf8JsonReader reader)
    {
        var target = create();
        for (; reader.TokenType is JsonTokenType.PropertyName; reader.Read())
        {
            if (Find(ref reader) is { } member)
            {
                reader.Read();
                member.Read(ref reader, target);
            }
            else
            {
                Keep(ref reader, target);
            }
        }

        return target;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(ref Utf8JsonReader reader, GraphObject target)
    {
        var name = reader.GetString()!;
        reader.Read();
        target.AdditionalData ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        target.AdditionalData[name] = JsonElement.ParseValue(ref reader);
    }

    private ObjectReader<T> Add(string name, Member<T> member)
    {
        _members.Add(name, member);
        return this;
    }

    private Member<T>? Find(ref Utf8JsonReader reader) =>
        _members.Find(
            reader.HasValueSequence || reader.ValueIsEscaped
                ? Encoding.UTF8.GetBytes(reader.GetString()!)
                : reader.ValueSpan
        );
}
