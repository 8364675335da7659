using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces;

/// <summary><c>{error:{type,code,message,param?,retry_after_ms?,request_id}}</c>; also answers unknown paths under <c>/v1</c>.</summary>
internal sealed class ProviderConnectionsSurface : Surface
{
    protected override string[] Prefixes => ["/v1"];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId)
    {
        json.WriteStartObject("error");
        json.WriteString("type", TypeOf(problem.Status));
        json.WriteString("code", problem.Code);
        json.WriteString("message", problem.Message);
        if (problem.Field is { } field) json.WriteString("param", field);
        if (problem.RetryAfter is { } wait) json.WriteNumber("retry_after_ms", (long)wait.TotalMilliseconds);
        json.WriteString("request_id", requestId);
        json.WriteEndObject();
    }

    private static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        403 => "authorization_error",
        404 => "not_found",
        409 => "conflict",
        429 => "rate_limited",
        502 => "provider_error",
        503 => "service_unavailable",
        >= 500 => "internal_error",
        _ => "validation_error",
    };
}
