using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>
/// Checks an answer against a schema of Meta's description: required members, types, enum values. Extra members are
/// allowed.
/// </summary>
internal sealed class SchemaCheck(JsonNode description)
{
    private const int DeepestNesting = 30;

    /// <summary>The problems, each with its path and reason.</summary>
    public List<string> Find(JsonNode? schema, JsonNode? value, string path = "", int depth = 0)
    {
        schema = Resolve(schema);
        if (schema is not JsonObject rules || depth > DeepestNesting)
            return [];
        foreach (var combinator in new[] { "oneOf", "anyOf" })
            if (rules[combinator] is JsonArray choices)
                return choices
                        .Select(c => Find(c, value, path, depth + 1))
                        .OrderBy(found => found.Count)
                        .FirstOrDefault()
                    ?? [];
        List<string> problems = [];
        if (rules["allOf"] is JsonArray parts)
            foreach (var part in parts)
                problems.AddRange(Find(part, value, path, depth + 1));
        if (value is null)
            return (bool?)rules["nullable"] == true || path.Length == 0 ? problems : [.. problems, $"{path}: is null"];
        if (!HasType((string?)rules["type"], value))
            return [.. problems, $"{path}: is {value.GetValueKind()}, must be {rules["type"]}"];
        if (rules["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
            problems.Add($"{path}: {value.ToJsonString()} is not in the enum");
        if (value is JsonObject members)
            problems.AddRange(FindInObject(rules, members, path, depth));
        if (value is JsonArray items)
            foreach (var item in items)
                problems.AddRange(Find(rules["items"], item, path + "[]", depth + 1));
        return [.. problems.Distinct()];
    }

    private List<string> FindInObject(JsonObject rules, JsonObject members, string path, int depth)
    {
        List<string> problems = [];
        foreach (var name in (rules["required"] as JsonArray ?? []).Select(n => (string)n!))
            if (members[name] is null)
                problems.Add($"{path}.{name}: is missing");
        foreach (var (name, rule) in rules["properties"] as JsonObject ?? [])
            if (members.ContainsKey(name) && members[name] is not null)
                problems.AddRange(Find(rule, members[name], $"{path}.{name}", depth + 1));
        return problems;
    }

    private JsonNode? Resolve(JsonNode? schema)
    {
        while ((schema as JsonObject)?["$ref"] is { } reference)
            schema = ((string)reference!)
                .TrimStart('#', '/')
                .Split('/')
                .Aggregate(
                    (JsonNode?)description,
                    (node, part) => node?[part.Replace("~1", "/", StringComparison.Ordinal)]
                );
        return schema;
    }

    private static bool HasType(string? type, JsonNode value) =>
        type switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value.GetValueKind() == JsonValueKind.String,
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.GetValueKind() == JsonValueKind.Number
                && !value.ToJsonString().Contains('.', StringComparison.Ordinal),
            "number" => value.GetValueKind() == JsonValueKind.Number,
            _ => true,
        };
}
