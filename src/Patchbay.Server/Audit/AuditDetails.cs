using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Server.Audit;

/// <summary>The further facts of an audit event. They name what changed, and never hold a credential.</summary>
public static class AuditDetails
{
    public static string Of(Dictionary<string, string> facts) =>
        JsonSerializer.Serialize(facts, AuditDetailsJson.Default.DictionaryStringString);

    /// <summary>The names of changed members, without their values.</summary>
    public static string Changed(IEnumerable<string> members) =>
        Of(new(StringComparer.Ordinal) { ["changed"] = string.Join(", ", members) });
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class AuditDetailsJson : JsonSerializerContext;
