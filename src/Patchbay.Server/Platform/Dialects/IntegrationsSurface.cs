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
        json.WriteString("code", CodeOf(problem));
        if (problem.Field is { } field)
            json.WriteString("field", field);
        if (problem.Faults is { Count: > 1 } faults)
            WriteFaults(json, faults);
        if (problem.Meta is { } meta)
            MetaMembers.WriteSnakeCase(json, meta);
        if (problem.Remedy is not null || problem.Choices is not null)
            json.WriteString("reason", problem.Code);
        ProblemMembers.WriteSnakeCase(json, problem);
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

    private static string CodeOf(Problem problem) =>
        problem.Status switch
        {
            429 when problem.Code == Codes.RateLimited => "RATE_LIMITED",
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            409 or 412 => "CONFLICT",
            429 or 502 => "PROVIDER_ERROR",
            >= 500 => "INTERNAL_ERROR",
            _ => "VALIDATION_ERROR",
        };
}
