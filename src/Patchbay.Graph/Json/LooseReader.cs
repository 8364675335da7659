using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph;

/// <summary>
/// Reads JSON that does not have the documented shape, member by member. A value of another JSON type is read when its
/// meaning is clear, and is otherwise kept as JSON in the <see cref="GraphObject.AdditionalData"/> of the object that
/// contains it, so that one odd member does not spoil its neighbours.
/// </summary>
internal static class LooseReader
{
    /// <summary>Reads a value; null when the JSON cannot be read as one.</summary>
    public static T? Read<T>(JsonElement element, JsonTypeInfo<T> contract)
        where T : class => (T?)Read(element, (JsonTypeInfo)contract);

    /// <inheritdoc cref="Read{T}"/>
    public static object? Read(JsonElement element, JsonTypeInfo contract) => Read(element, contract, out _);

    /// <param name="element">The JSON.</param>
    /// <param name="contract">The contract of the value.</param>
    /// <param name="odd">The part of the JSON that the value does not contain; null when it contains all.</param>
    private static object? Read(JsonElement element, JsonTypeInfo contract, out JsonElement? odd)
    {
        odd = null;
        var value = (contract.Kind, element.ValueKind) switch
        {
            (_, JsonValueKind.Null) => null,
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => ReadObject(element, contract),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => ReadList(element, contract, out odd),
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) => ReadDictionary(element, contract, out odd),
            (JsonTypeInfoKind.None, _) => LooseScalars.Read(element, contract),
            _ => null,
        };
        if (value is null && element.ValueKind is not JsonValueKind.Null)
            odd = element;
        return value;
    }

    private static object? ReadObject(JsonElement element, JsonTypeInfo contract)
    {
        if (contract.CreateObject is not { } create)
            return ReadFixed(element, contract);
        var target = create();
        foreach (var member in element.EnumerateObject())
        {
            JsonElement? odd = member.Value;
            if (Find(contract, member.Name) is { Set: { } set } property)
            {
                if (Read(Value(member, property), Contract(property), out odd) is { } value)
                    set(target, value);
            }

            if (odd is { } rest)
                Keep(target, member.Name, rest);
        }

        return target;
    }

    /// <summary>
    /// Reads an object whose members can be set only while it is created: from a copy without its odd members.
    /// </summary>
    private static object? ReadFixed(JsonElement element, JsonTypeInfo contract)
    {
        var fitting = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var odd = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Null)
                continue;
            if (Find(contract, member.Name) is not { } property)
                odd[member.Name] = member.Value;
            else if (LooseScalars.Fit(member.Value, Contract(property)) is { } fit)
                fitting[member.Name] = fit;
            else
                odd[member.Name] = member.Value;
        }

        var target = LooseScalars.Strictly(LooseScalars.Object(fitting), contract);
        foreach (var (name, value) in odd)
            if (target is not null)
                Keep(target, name, value);
        return target;
    }

    private static IList? ReadList(JsonElement element, JsonTypeInfo contract, out JsonElement? odd)
    {
        // The serializer creates the list, because its type is known to the contract only.
        var list = (IList)JsonSerializer.Deserialize("[]", contract)!;
        var item = contract.Options.GetTypeInfo(contract.ElementType!);
        var rest = new List<JsonElement>();
        foreach (var entry in element.EnumerateArray())
        {
            if (Read(entry, item, out var oddPart) is { } value)
                list.Add(value);
            if (oddPart is not null || entry.ValueKind is JsonValueKind.Null)
                rest.Add(oddPart ?? entry);
        }

        odd = rest.Count == 0 ? null : LooseScalars.List(rest);
        return odd is not null && list.Count == 0 ? null : list;
    }

    private static IDictionary? ReadDictionary(JsonElement element, JsonTypeInfo contract, out JsonElement? odd)
    {
        var dictionary = (IDictionary)JsonSerializer.Deserialize("{}", contract)!;
        var item = contract.Options.GetTypeInfo(contract.ElementType!);
        var rest = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var entry in element.EnumerateObject())
        {
            if (Read(entry.Value, item, out var oddPart) is { } value)
                dictionary[entry.Name] = value;
            if (oddPart is { } kept)
                rest[entry.Name] = kept;
        }

        odd = rest.Count == 0 ? null : LooseScalars.Object(rest);
        return odd is not null && dictionary.Count == 0 ? null : dictionary;
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo contract, string name)
    {
        foreach (var property in contract.Properties)
            if (property.Name == name && !property.IsExtensionData)
                return property;
        return null;
    }

    private static JsonTypeInfo Contract(JsonPropertyInfo property) =>
        property.Options.GetTypeInfo(property.PropertyType);

    private static JsonElement Value(JsonProperty member, JsonPropertyInfo property) =>
        property.CustomConverter is FirstTextConverter
        && member.Value.ValueKind is JsonValueKind.Array
        && member.Value.GetArrayLength() > 0
        && member.Value.EnumerateArray().All(entry => entry.ValueKind is JsonValueKind.String)
            ? member.Value[0]
            : member.Value;

    private static void Keep(object target, string name, JsonElement value)
    {
        if (target is not GraphObject known)
            return;
        known.AdditionalData ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        known.AdditionalData[name] = value;
    }
}
