using System.Text.Json;

namespace Patchbay.Graph;

/// <summary>Lists whose entries are relied upon.</summary>
internal static class Lists
{
    /// <summary>Refuses a list with a null in it, which no reader expects and Meta does not send.</summary>
    /// <exception cref="JsonException">An entry is null.</exception>
    public static IReadOnlyList<T>? Whole<T>(IReadOnlyList<T>? items)
    {
        for (var i = 0; i < (items?.Count ?? 0); i++)
            if (items![i] is null)
                throw new JsonException("An entry of a list is null.");
        return items;
    }
}
