using System.Text.Json;

namespace Patchbay.Graph;

/// <summary>Checks of lists.</summary>
internal static class Lists
{
    /// <summary>Refuses a list that contains a null. Meta sends none, and readers do not expect any.</summary>
    /// <exception cref="JsonException">The list contains a null.</exception>
    public static IReadOnlyList<T>? Whole<T>(IReadOnlyList<T>? items)
    {
        for (var i = 0; i < (items?.Count ?? 0); i++)
            if (items![i] is null)
                throw new JsonException("An entry of a list is null.");
        return items;
    }
}
