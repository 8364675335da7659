using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// Members of a refusal that tell what Meta said: numbers for Meta's support, and the reason for people.
/// </summary>
internal static class MetaMembers
{
    public static void WriteSnakeCase(Utf8JsonWriter json, MetaFault meta)
    {
        json.WriteNumber("meta_code", meta.Code);
        if (meta.Subcode is { } subcode)
            json.WriteNumber("meta_subcode", subcode);
        WriteText(json, "fbtrace_id", meta.FbTraceId);
        WriteText(json, "meta_details", meta.Details);
        WriteText(json, "meta_title", meta.Title);
        WriteText(json, "meta_user_message", meta.UserMessage);
    }

    public static void WriteCamelCase(Utf8JsonWriter json, MetaFault meta)
    {
        json.WriteNumber("code", meta.Code);
        if (meta.Subcode is { } subcode)
            json.WriteNumber("subcode", subcode);
        WriteText(json, "fbtraceId", meta.FbTraceId);
        WriteText(json, "details", meta.Details);
        WriteText(json, "title", meta.Title);
        WriteText(json, "userMessage", meta.UserMessage);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
