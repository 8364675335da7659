using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// Writes <c>{error,code}</c> with the first field at fault, and <c>errors</c> when there are several.
/// </summary>
internal sealed class IntegrationsSurface : Surface
{
    protected override string[] Prefixes => ["/api"];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId)
    {
        json.WriteString("error", problem.Message);
        json.WriteString("code", CodeOf(problem.Status));
        if (problem.Field is { } field)
            json.WriteString("field", field);
        if (problem.Faults is { Count: > 1 } faults)
            WriteFaults(json, faults);
        if (problem.Meta is { } meta)
            WriteMeta(json, meta);
        if (problem.Remedy is not null || problem.Choices is not null)
            json.WriteString("reason", problem.Code);
        ProblemMembers.WriteSnakeCase(json, problem);
    }

    // Meta's support needs these numbers. Meta's text is never passed on.
    private static void WriteMeta(Utf8JsonWriter json, MetaFault meta)
    {
        json.WriteNumber("meta_code", meta.Code);
        if (meta.Subcode is { } subcode)
            json.WriteNumber("meta_subcode", subcode);
        if (meta.FbTraceId is { } trace)
            json.WriteString("fbtrace_id", trace);
    }

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<Fault> faults)
    {
        json.WriteStartArray("errors");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("field", fault.Field);
            json.WriteString("error", fault.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string CodeOf(int status) =>
        status switch
        {
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            409 or 412 => "CONFLICT",
            429 or 502 => "PROVIDER_ERROR",
            >= 500 => "INTERNAL_ERROR",
            _ => "VALIDATION_ERROR",
        };
}
