using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>
/// A refusal with Meta's code and text. Any check may throw it; the pipeline writes it as Meta's error envelope.
/// </summary>
internal sealed class GraphRefusal(int code, string message, int status = 400) : Exception(message)
{
    public int Code => code;
    public int Status => status;
    public string Kind { get; init; } = "OAuthException";
    public int? Subcode { get; init; }
    public string? Details { get; init; }
    public JsonNode? ErrorData { get; init; }
    public string? UserTitle { get; init; }
    public string? UserMessage { get; init; }
    public string? Href { get; init; }

    /// <summary>The trace id; null for that of the request.</summary>
    public string? TraceId { get; init; }

    /// <summary>Members beside the error, such as the successes of a block list.</summary>
    public JsonObject? Beside { get; init; }
    public bool IsTransient { get; init; }
    public string? Challenge { get; init; }

    public JsonObject ToEnvelope(string traceId)
    {
        var error = new JsonObject
        {
            ["message"] = Message,
            ["type"] = Kind,
            ["code"] = Code,
        };
        if (ErrorData is not null)
            error["error_data"] = ErrorData.DeepClone();
        else if (Details is not null)
            error["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = Details };
        if (Subcode is not null)
            error["error_subcode"] = Subcode;
        if (IsTransient)
            error["is_transient"] = true;
        if (UserTitle is not null)
            error["error_user_title"] = UserTitle;
        if (UserMessage is not null)
            error["error_user_msg"] = UserMessage;
        if (Href is not null)
            error["href"] = Href;
        error["fbtrace_id"] = TraceId ?? traceId;
        var envelope = Beside is null ? [] : (JsonObject)Beside.DeepClone();
        envelope["error"] = error;
        return envelope;
    }
}
