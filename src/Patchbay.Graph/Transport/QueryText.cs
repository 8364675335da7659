using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph;

/// <summary>Writes an input record as <c>name=value</c> pairs, with the contract that would write it as JSON.</summary>
internal static class QueryText
{
    public static void Append(StringBuilder target, char first, JsonTypeInfo type, object input)
    {
        foreach (var (name, value) in Pairs(type, input))
        {
            target.Append(first).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            first = '&';
        }
    }

    public static IEnumerable<KeyValuePair<string, string>> Pairs(JsonTypeInfo type, object input)
    {
        foreach (var property in type.Properties)
            if (!property.IsExtensionData && property.Get?.Invoke(input) is { } value && Text(value) is { } text)
                yield return new(property.Name, text);
    }

    private static string? Text(object value) =>
        value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            // Graph reads a list in a query or form as a JSON array.
            IEnumerable list => '['
                + string.Join(',', list.Cast<object>().Select(i => $"\"{JsonEncodedText.Encode(Text(i)!)}\""))
                + ']',
            _ => value.ToString(),
        };
}
