using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Web;

/// <summary>Reading and answering JSON on the emulator's own routes.</summary>
internal static class JsonHttp
{
    private const int Largest = 32 * 1024 * 1024;

    /// <summary>Demands the JSON content type, because a foreign web page cannot send it without a preflight.</summary>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is 0 or null && !request.Headers.ContainsKey("Transfer-Encoding"))
            return JsonElement.Parse("{}"u8);
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            throw new GraphRefusal(100, "The body must be application/json", 415);
        if (request.ContentLength > Largest)
            throw new GraphRefusal(100, "The body is too large", 413);
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancel);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new GraphRefusal(100, "The body must be a JSON object");
        }
        catch (JsonException)
        {
            throw new GraphRefusal(100, "The body is not valid JSON");
        }
    }

    public static JsonObject Done() => new() { ["success"] = true };

    public static Task WriteAsync(HttpResponse response, JsonNode json, CancellationToken cancel, int status = 200) =>
        AnswerWriter.WriteAsync(response, new Answer(status, json), cancel);

    public static Task RefuseAsync(HttpResponse response, GraphRefusal refusal, CancellationToken cancel) =>
        WriteAsync(
            response,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["message"] = refusal.Message,
                    ["code"] = refusal.Code,
                    ["error_subcode"] = refusal.Subcode,
                },
            },
            cancel,
            refusal.Status
        );

    public static bool? FlagOf(this JsonElement body, string name) =>
        body.Member(name)?.ValueKind switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refusals.Invalid($"Param {name} must be a boolean."),
        };

    public static long? WholeOf(this JsonElement body, string name) =>
        body.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : throw Refusals.Invalid($"Param {name} must be an integer.");

    public static string Need(this JsonElement body, string name) =>
        body.TextOf(name) is { Length: > 0 } text ? text : throw Refusals.Missing(name);
}
