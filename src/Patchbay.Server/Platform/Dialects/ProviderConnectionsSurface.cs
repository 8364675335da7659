using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// Writes <c>{error:{type,code,message,param?,retry_after_ms?,request_id}}</c>, also for unknown paths under
/// <c>/v1</c>.
/// </summary>
internal sealed class ProviderConnectionsSurface : Surface
{
    protected override string[] Prefixes => ["/v1"];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId)
    {
        json.WriteStartObject("error");
        json.WriteString("type", TypeOf(problem));
        json.WriteString("code", problem.Code);
        json.WriteString("message", problem.Message);
        if (problem.Field is { } field)
            json.WriteString("param", field);
        if (problem.RetryAfter is { } wait)
            json.WriteNumber("retry_after_ms", (long)wait.TotalMilliseconds);
        json.WriteString("request_id", requestId);
        if (problem.Meta is { } meta)
            WriteMeta(json, meta);
        ProblemMembers.WriteSnakeCase(json, problem);
        json.WriteEndObject();
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

    private static string TypeOf(Problem problem) =>
        problem switch
        {
            { Status: 401 } => "authentication_error",
            { Status: 403 } => "authorization_error",
            { Status: 404 } => "not_found",
            { Status: 409 } => problem.Code.StartsWith("idempotency_", StringComparison.Ordinal)
                ? "idempotency_conflict"
                : "conflict",
            { Status: 429 } => "rate_limited",
            { Status: 503 } => "service_unavailable",
            { Status: 502 } => "provider_error",
            // A provider's refusal gets the type "provider_error", although the caller has to fix the request.
            { Status: 400 }
                when problem.Code.StartsWith("meta_", StringComparison.Ordinal)
                    || problem.Code.StartsWith("payment_provider_", StringComparison.Ordinal) => "provider_error",
            { Status: >= 500 } => "internal_error",
            _ => "validation_error",
        };
}
