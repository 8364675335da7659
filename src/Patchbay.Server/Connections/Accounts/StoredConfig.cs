using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Connections.Accounts;

/// <summary>Reads and writes settings as a stored JSON object of texts.</summary>
internal static class StoredConfig
{
    public static Dictionary<string, string> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal);
    }

    /// <summary>Returns the JSON object; null when there are no settings.</summary>
    public static string? Write(IEnumerable<KeyValuePair<string, string>> config)
    {
        var members = config.OrderBy(setting => setting.Key, StringComparer.Ordinal).ToList();
        return members.Count == 0
            ? null
            : JsonSerializer.Serialize(
                new(members, StringComparer.Ordinal),
                StoredConfigJson.Default.DictionaryStringString
            );
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoredConfigJson : JsonSerializerContext;
