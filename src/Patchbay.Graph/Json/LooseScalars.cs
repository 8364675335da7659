using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph;

/// <summary>Reads single values of another JSON type than the documented one, for <see cref="LooseReader"/>.</summary>
internal static class LooseScalars
{
    /// <summary>Reads a value whose meaning is clear; null for any other.</summary>
    public static object? Read(JsonElement element, JsonTypeInfo contract) =>
        (Nullable.GetUnderlyingType(contract.Type) ?? contract.Type) switch
        {
            var type when type == typeof(JsonElement) => element,
            var type when type == typeof(string) => Text(element),
            var type when type == typeof(bool) => Flag(element),
            var type when type == typeof(long) => Whole(element),
            var type when type == typeof(int) => Whole(element) is { } whole and >= int.MinValue and <= int.MaxValue
                ? (int)whole
                : null,
            var type when type == typeof(double) => Number(element),
            _ => Strictly(element, contract),
        };

    /// <summary>The JSON with which the serializer reads the value; null when it reads none.</summary>
    public static JsonElement? Fit(JsonElement element, JsonTypeInfo contract)
    {
        if (contract.Type == typeof(string))
            return Text(element) is { } text ? JsonSerializer.SerializeToElement(text, CoreJson.Default.String) : null;
        return Strictly(element, contract) is null ? null : element;
    }

    /// <summary>Reads a value as the serializer does; null when it refuses it.</summary>
    public static object? Strictly(JsonElement element, JsonTypeInfo contract)
    {
        try
        {
            var reader = JsonText.Reader(JsonMarshal.GetRawUtf8Value(element));
            return JsonSerializer.Deserialize(ref reader, contract);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement List(IReadOnlyList<JsonElement> items) =>
        Parse($"[{string.Join(',', items.Select(item => item.GetRawText()))}]");

    public static JsonElement Object(IReadOnlyDictionary<string, JsonElement> members) =>
        Parse($"{{{string.Join(',', members.Select(member => $"{Name(member.Key)}:{member.Value.GetRawText()}"))}}}");

    private static string Name(string name) => JsonSerializer.Serialize(name, CoreJson.Default.String);

    private static JsonElement Parse(string json)
    {
        var reader = JsonText.Reader(Encoding.UTF8.GetBytes(json));
        return JsonElement.ParseValue(ref reader);
    }

    private static string? Text(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
            _ => null,
        };

    private static bool? Flag(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(element.GetString(), out var flag) => flag,
            _ => null,
        };

    private static long? Whole(JsonElement element) =>
        element.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && long.TryParse(Text(element), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : null;

    private static double? Number(JsonElement element) =>
        element.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && double.TryParse(Text(element), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
