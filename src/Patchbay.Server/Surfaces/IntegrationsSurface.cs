using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces;

/// <summary><c>{error,code}</c>, with the field beside them.</summary>
internal sealed class IntegrationsSurface : Surface
{
    protected override string[] Prefixes => ["/api"];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId)
    {
        json.WriteString("error", problem.Message);
        json.WriteString("code", CodeOf(problem.Status));
        if (problem.Field is { } field) json.WriteString("field", field);
    }

    private static string CodeOf(int status) => status switch
    {
        401 => "UNAUTHORIZED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        502 => "PROVIDER_ERROR",
        >= 500 => "INTERNAL_ERROR",
        _ => "VALIDATION_ERROR",
    };
}
