using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>The parameters of one request, from its query and from a JSON, form or multipart body.</summary>
internal sealed class Input
{
    private readonly Dictionary<string, JsonElement> _values = new(8, StringComparer.Ordinal);

    /// <summary>The uploaded file of a multipart request.</summary>
    public UploadedFile? File { get; init; }

    /// <summary>The JSON body as it came, for operations that keep it.</summary>
    public JsonElement Body { get; private set; }

    public bool HasBody => Body.ValueKind == JsonValueKind.Object;

    public void Set(string name, JsonElement value) => _values[name] = value;

    public void SetBody(JsonElement body) => Body = body;

    public IEnumerable<string> Names => _values.Keys;

    public bool Has(string name) => _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonElement? Element(string name) => Has(name) ? _values[name] : null;

    public string? Text(string name) => Element(name)?.AsText();

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw Refusals.Missing(name);

    public long? Whole(string name) => Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool? Flag(string name) => Text(name) is { } text ? text is "true" or "True" or "1" : null;

    public IReadOnlyList<string> Texts(string name) =>
        Element(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(item => item.AsText())]
            : [];

    public JsonObject? Object(string name) =>
        Element(name) is { ValueKind: JsonValueKind.Object } value ? JsonObject.Create(value.Clone()) : null;

    public JsonArray? List(string name) =>
        Element(name) is { ValueKind: JsonValueKind.Array } value ? JsonArray.Create(value.Clone()) : null;

    /// <summary>
    /// Checks all parameters against the declarations of the operation. An undeclared parameter is refused.
    /// </summary>
    public void Check(Operation operation)
    {
        foreach (var (name, value) in _values)
        {
            if (!operation.TryFind(name, out var param))
                throw Refusals.UnexpectedKey(name, "");
            if (value.ValueKind == JsonValueKind.Null)
                continue;
            var known = ParamRules.Check(param, value, name);
            // Replace only values that changed kind, such as a list that a form carries as text.
            if (known.ValueKind != value.ValueKind)
                _values[name] = known;
        }
        foreach (var param in operation.RequiredParams)
            if (!Has(param.Name))
                throw Refusals.Missing(param.Name);
    }
}

internal sealed record UploadedFile(string Name, string FileName, string? ContentType, byte[] Content);

internal static class JsonReading
{
    public static string AsText(this JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            _ => value.GetRawText(),
        };

    public static JsonElement? Member(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty(name, out var member)
        && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    public static string? TextOf(this JsonElement value, string name) => value.Member(name)?.AsText();

    public static IEnumerable<JsonElement> ListOf(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
