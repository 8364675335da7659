using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>
/// Walks a described schema and the client's JSON contract side by side and lists what the contract lacks.
/// </summary>
internal sealed class ShapeComparison(Description description)
{
    private static readonly string[] _unions = ["allOf", "oneOf", "anyOf"];

    public IEnumerable<string> Lacking(JsonElement schema, JsonTypeInfo? contract, string at = "", int depth = 0)
    {
        if (contract?.Type == typeof(JsonElement) || contract?.Type == typeof(JsonElement?) || depth > 24)
            yield break;
        schema = description.Resolve(schema);
        foreach (var lack in LackingParts(schema, contract, at, depth))
            yield return lack;
        if (schema.TryGetProperty("items", out var items))
            foreach (var lack in Lacking(items, Element(contract), at + "[]", depth + 1))
                yield return lack;
        foreach (var lack in LackingMembers(schema, contract, at, depth))
            yield return lack;
        foreach (var value in LackingValues(schema, contract))
            yield return $"{at}={value}";
    }

    private IEnumerable<string> LackingParts(JsonElement schema, JsonTypeInfo? contract, string at, int depth) =>
        from union in _unions
        where schema.TryGetProperty(union, out _)
        from part in schema.GetProperty(union).EnumerateArray()
        from lack in Lacking(part, contract, at, depth + 1)
        select lack;

    private IEnumerable<string> LackingMembers(JsonElement schema, JsonTypeInfo? contract, string at, int depth) =>
        schema.TryGetProperty("properties", out var members)
            ? members
                .EnumerateObject()
                .SelectMany(m =>
                    LackingMember(m.Name, m.Value, contract, at.Length == 0 ? m.Name : $"{at}.{m.Name}", depth)
                )
            : [];

    public IEnumerable<string> LackingMember(string name, JsonElement schema, JsonTypeInfo? contract) =>
        LackingMember(name, schema, contract, name, 0);

    private IEnumerable<string> LackingMember(
        string name,
        JsonElement schema,
        JsonTypeInfo? contract,
        string at,
        int depth
    )
    {
        var property = contract?.Properties.FirstOrDefault(p => p.Name == name);
        if (property is null)
            return [at];
        return Lacking(schema, contract!.Options.GetTypeInfo(property.PropertyType), at, depth + 1);
    }

    private static IEnumerable<string> LackingValues(JsonElement schema, JsonTypeInfo? contract)
    {
        if (!schema.TryGetProperty("enum", out var values) || values.GetArrayLength() < 2)
            return [];
        var known = Known(contract?.Type);
        return values.EnumerateArray().Select(v => v.ToString()).Where(v => !known.Contains(v)).ToArray();
    }

    // A list that the Graph API may also answer as a page is a page in the client.
    private static JsonTypeInfo? Element(JsonTypeInfo? contract)
    {
        var type =
            contract?.ElementType ?? (contract?.Type.Name == "Page`1" ? contract.Type.GenericTypeArguments[0] : null);
        return type is null ? null : contract!.Options.GetTypeInfo(type);
    }

    private static HashSet<string> Known(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        var statics =
            type?.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == type) ?? [];
        return statics.Select(p => p.GetValue(null)!.ToString()!).ToHashSet(StringComparer.Ordinal);
    }
}
