using System.Text.Json.Nodes;
using Patchbay.Graph.Tests.Catalogue;

namespace Patchbay.Graph.Tests.Support;

/// <summary>The sample payloads in <c>spec/graph/samples</c>, and a comparison of a sample with its copy.</summary>
internal static class Samples
{
    public static IEnumerable<(string Name, JsonNode Payload)> Load(string file) =>
        JsonNode
            .Parse(File.ReadAllText(SpecFiles.Path(Path.Combine("samples", file))))!
            .AsArray()
            .Select(s => ((string)s!["name"]!, s["payload"]!));

    /// <summary>Paths in the original whose values the copy lost or changed. A number equals its text.</summary>
    public static IEnumerable<string> Lost(JsonNode? original, JsonNode? copy, string at = "$") =>
        original switch
        {
            null => [],
            JsonObject o => o.SelectMany(m =>
                copy is JsonObject c && (m.Value is null || c.ContainsKey(m.Key))
                    ? Lost(m.Value, c[m.Key], $"{at}.{m.Key}")
                    : [$"{at}.{m.Key}"]
            ),
            JsonArray a => copy is JsonArray c && c.Count == a.Count
                ? a.SelectMany((item, i) => Lost(item, c[i], $"{at}[{i}]"))
                : [at],
            _ => Text(original) == Text(copy) ? [] : [at],
        };

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString();
}
