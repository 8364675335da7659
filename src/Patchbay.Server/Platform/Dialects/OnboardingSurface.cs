using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>
/// Writes <c>{error:{message,code}}</c> with a closed list of codes. The exact reason, the field and Meta's numbers are
/// further members.
/// </summary>
internal sealed class OnboardingSurface : Surface
{
    protected override string[] Prefixes =>
        [
            "/v1/onboarding-links",
            "/v1/phones",
            "/v1/wabas",
            "/v1/messages",
            "/v1/contacts",
            "/v1/connections",
            "/v1/accounts",
            "/v1/media",
            "/v1/outgoing-webhooks",
            "/v1/webhook-deliveries",
            "/v1/api-keys",
            "/v1/redirect-origins",
            "/signup",
            "/webhook",
            "/webhooks",
        ];

    protected override void WriteMembers(Utf8JsonWriter json, Problem problem, string requestId)
    {
        json.WriteStartObject("error");
        json.WriteString("message", problem.Message);
        json.WriteString("code", CodeOf(problem.Status));
        json.WriteString("reason", problem.Code);
        if (problem.Field is { } field)
            json.WriteString("field", field);
        if (problem.Meta is { } meta)
            WriteMeta(json, meta);
        if (problem.RetryAfter is { } wait)
            json.WriteNumber("retryAfter", (long)Math.Ceiling(wait.TotalSeconds));
        json.WriteString("requestId", requestId);
        json.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter json, MetaFault meta)
    {
        json.WriteString("advice", meta.Advice);
        json.WriteStartObject("meta");
        MetaMembers.WriteCamelCase(json, meta);
        json.WriteEndObject();
    }

    private static string CodeOf(int status) =>
        status switch
        {
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            >= 500 => "INTERNAL_ERROR",
            _ => "VALIDATION_ERROR",
        };
}
