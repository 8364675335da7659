using System.Globalization;
using System.Text.Json;

namespace Patchbay.Emulator.Graph;

/// <summary>Checks a value against its declaration and refuses it with Meta's texts.</summary>
internal static class ParamRules
{
    /// <summary>Checks a value and returns it in the declared kind, because form values arrive as text.</summary>
    public static JsonElement Check(Param param, JsonElement value, string path) =>
        param.Kind switch
        {
            ParamKind.Text => CheckText(param, value, path),
            ParamKind.Whole => CheckWhole(param, value, path),
            ParamKind.Number => CheckNumber(value, path),
            ParamKind.Flag => CheckFlag(value, path),
            ParamKind.Object => CheckObject(param, Unwrap(value, JsonValueKind.Object), path),
            ParamKind.List => CheckList(param, Unwrap(value, JsonValueKind.Array), path),
            _ => value,
        };

    public static void CheckMembers(IReadOnlyList<Param> members, JsonElement value, string path)
    {
        var seen = 0UL;
        foreach (var member in value.EnumerateObject())
        {
            var index = IndexOf(members, member);
            if (index < 0)
                throw Refusals.UnexpectedKey(member.Name, path);
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            seen |= 1UL << index;
            Check(members[index], member.Value, Join(path, member.Name));
        }
        for (var i = 0; i < members.Count; i++)
            if (members[i].Required && (seen & (1UL << i)) == 0)
                throw Refusals.Missing(Join(path, members[i].Name));
    }

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}['{name}']";

    private static int IndexOf(IReadOnlyList<Param> members, JsonProperty member)
    {
        for (var i = 0; i < members.Count; i++)
            if (member.NameEquals(members[i].Name))
                return i;
        return -1;
    }

    private static JsonElement CheckText(Param param, JsonElement value, string path)
    {
        // Ids and phone numbers are accepted as JSON numbers as well.
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            throw Refusals.Invalid($"Param {path} must be a string.");
        if (param.MaxLength is null && param.OneOf is null && !param.Required)
            return value;
        var text = Text(value);
        if (param.Required && text.Length == 0)
            throw Refusals.Missing(path);
        if (text.Length > param.MaxLength)
            throw Refusals.Invalid($"Param {path} must be at most {param.MaxLength} characters long.");
        if (
            param.OneOf is not null
            && !param.OneOf.Contains(text, param.AnyCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
        )
            throw Refusals.Invalid(
                $"Param {path} must be one of {{{string.Join(", ", param.OneOf)}}} - got \"{Shorten(text)}\"."
            );
        return value;
    }

    private static JsonElement CheckWhole(Param param, JsonElement value, string path)
    {
        if (
            value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)
            || !long.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        )
            throw Refusals.Invalid($"Param {path} must be an integer.");
        if (number < param.Min || number > param.Max)
            throw Refusals.Invalid($"Param {path} must be between {Bound(param.Min)} and {Bound(param.Max)}.");
        return value;
    }

    private static string Bound(long? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "any";

    private static JsonElement CheckNumber(JsonElement value, string path) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? value
            : throw Refusals.Invalid($"Param {path} must be a number.");

    private static JsonElement CheckFlag(JsonElement value, string path) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
        || (
            value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            && Text(value) is "true" or "false" or "1" or "0"
        )
            ? value
            : throw Refusals.Invalid($"Param {path} must be a boolean.");

    private static JsonElement CheckObject(Param param, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Refusals.Invalid($"Param {path} must be a JSON object.");
        if (param.Members is not null)
            CheckMembers(param.Members, value, path);
        return value;
    }

    private static JsonElement CheckList(Param param, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw Refusals.Invalid($"Param {path} must be an array.");
        if (value.GetArrayLength() > param.Max)
            throw Refusals.Invalid($"Param {path} must have at most {param.Max} entries.");
        if (param.Required && value.GetArrayLength() == 0)
            throw Refusals.Missing(path);
        var index = 0;
        foreach (var item in value.EnumerateArray())
            Check(param.Item!, item, $"{path}[{index++}]");
        return value;
    }

    /// <summary>Form and query values carry objects and lists as JSON text.</summary>
    private static JsonElement Unwrap(JsonElement value, JsonValueKind wanted)
    {
        if (value.ValueKind != JsonValueKind.String)
            return value;
        var text = value.GetString()!.Trim();
        if (text.Length == 0 || text[0] != (wanted == JsonValueKind.Object ? '{' : '['))
            return value;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80];
}
