using System.Text.Json;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>The parts of Meta's published description that the comparison needs.</summary>
internal sealed class Description(JsonElement root)
{
    private static readonly string[] _methods = ["get", "post", "put", "patch", "delete"];

    public static Description Load(string path) => new(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement);

    public IEnumerable<DescribedOperation> Operations() =>
        from path in root.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where _methods.Contains(method.Name) && method.Value.TryGetProperty("operationId", out _)
        select new DescribedOperation(this, path.Name, method.Name.ToUpperInvariant(), path.Value, method.Value);

    public JsonElement Resolve(JsonElement node)
    {
        while (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("$ref", out var reference))
        {
            node = root;
            foreach (var part in reference.GetString()!.TrimStart('#', '/').Split('/'))
                node = node.GetProperty(
                    part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                );
        }

        return node;
    }
}

internal sealed class DescribedOperation(
    Description description,
    string path,
    string method,
    JsonElement item,
    JsonElement operation
)
{
    public string Id => operation.GetProperty("operationId").GetString()!;

    public string Method => method;

    public string Path => path;

    public IEnumerable<(string Name, JsonElement Schema)> Query() =>
        Parameters(item).Concat(Parameters(operation)).DistinctBy(p => p.Name, StringComparer.Ordinal);

    public IEnumerable<JsonElement> Requests() =>
        operation.TryGetProperty("requestBody", out var body) ? Contents(description.Resolve(body)) : [];

    public IEnumerable<JsonElement> Answers() =>
        operation
            .GetProperty("responses")
            .EnumerateObject()
            .Where(r => r.Name.StartsWith('2'))
            .SelectMany(r => Contents(description.Resolve(r.Value)));

    public IEnumerable<JsonElement> AnswerExamples() =>
        operation
            .GetProperty("responses")
            .EnumerateObject()
            .Where(r => r.Name.StartsWith('2'))
            .SelectMany(r => Examples(description.Resolve(r.Value)));

    public IEnumerable<JsonElement> RequestExamples() =>
        operation.TryGetProperty("requestBody", out var body) ? Examples(description.Resolve(body)) : [];

    private IEnumerable<JsonElement> Examples(JsonElement owner) =>
        from media in owner.TryGetProperty("content", out var content) ? content.EnumerateObject().ToArray() : []
        where media.Name.Contains("json", StringComparison.Ordinal)
        from example in media.Value.TryGetProperty("examples", out var examples)
            ? examples.EnumerateObject().ToArray()
            : []
        let value = description.Resolve(example.Value)
        where value.TryGetProperty("value", out var given) && given.ValueKind is JsonValueKind.Object
        select value.GetProperty("value");

    private IEnumerable<(string Name, JsonElement Schema)> Parameters(JsonElement owner) =>
        from parameter in owner.TryGetProperty("parameters", out var list)
            ? list.EnumerateArray().Select(description.Resolve)
            : []
        where parameter.GetProperty("in").GetString() == "query"
        select (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema"));

    private static IEnumerable<JsonElement> Contents(JsonElement owner) =>
        from media in owner.TryGetProperty("content", out var content)
            ? content.EnumerateObject()
            : default(IEnumerable<JsonProperty>) ?? []
        where media.Value.TryGetProperty("schema", out _)
        select media.Value.GetProperty("schema");
}
