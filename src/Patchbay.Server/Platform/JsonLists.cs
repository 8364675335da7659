using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Platform;

/// <summary>Reads and writes small JSON values in text columns.</summary>
public static partial class JsonLists
{
    public static string? Write(IReadOnlyCollection<string>? list) =>
        list is null ? null : JsonSerializer.Serialize([.. list], ListJson.Default.StringArray);

    public static string[]? Read(string? column) =>
        column is null ? null : JsonSerializer.Deserialize(column, ListJson.Default.StringArray);

    /// <summary>Returns a stored JSON value, to be written into an answer unchanged.</summary>
    public static JsonElement? Raw(string? column)
    {
        if (column is null)
            return null;
        using var document = JsonDocument.Parse(column);
        return document.RootElement.Clone();
    }

    [JsonSerializable(typeof(string[]))]
    private sealed partial class ListJson : JsonSerializerContext;
}
