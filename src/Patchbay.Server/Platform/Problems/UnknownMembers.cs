using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// Finds members that a type does not have, at any depth. A misspelled member would otherwise be lost without a word.
/// </summary>
internal static class UnknownMembers
{
    /// <summary>The path of the first unknown member, such as <c>$.theme.colour</c>; null when there is none.</summary>
    public static string? PathOf(JsonElement value, JsonTypeInfo type, string path = "$") =>
        (type.Kind, value.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => OfObject(value, type, path),
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) => OfValues(value, type, path),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => OfElements(value, type, path),
            _ => null, // a plain value, or free JSON
        };

    private static string? OfObject(JsonElement value, JsonTypeInfo type, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (type.Properties.FirstOrDefault(property => property.Name == member.Name) is not { } known)
                return at;
            if (PathOf(member.Value, type.Options.GetTypeInfo(known.PropertyType), at) is { } unknown)
                return unknown;
        }
        return null;
    }

    private static string? OfValues(JsonElement value, JsonTypeInfo type, string path)
    {
        if (type.ElementType is not { } element)
            return null;
        var inner = type.Options.GetTypeInfo(element);
        return value
            .EnumerateObject()
            .Select(member => PathOf(member.Value, inner, $"{path}.{member.Name}"))
            .FirstOrDefault(unknown => unknown is not null);
    }

    private static string? OfElements(JsonElement value, JsonTypeInfo type, string path)
    {
        if (type.ElementType is not { } element)
            return null;
        var inner = type.Options.GetTypeInfo(element);
        return value
            .EnumerateArray()
            .Select((item, index) => PathOf(item, inner, $"{path}[{index}]"))
            .FirstOrDefault(unknown => unknown is not null);
    }
}
