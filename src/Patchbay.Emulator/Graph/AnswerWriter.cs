using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patchbay.Emulator.Graph;

internal static class AnswerWriter
{
    public const string Json = "application/json; charset=UTF-8";

    public static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(HttpResponse response, Answer answer, CancellationToken cancel)
    {
        response.StatusCode = answer.Status;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        if (answer.Status == 304)
            return;
        var content = answer.Raw ?? Serialize(answer);
        response.ContentType = answer.ContentType ?? Json;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, cancel);
    }

    public static ReadOnlyMemory<byte> Serialize(Answer answer)
    {
        return answer.Json is null ? default : Serialize(answer.Json);
    }

    /// <summary>Returns the same JSON with as few escapes as possible.</summary>
    public static byte[] Rewrite(byte[] json) => JsonNode.Parse(json) is { } node ? Serialize(node) : json;

    private static byte[] Serialize(JsonNode json)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset();
        json.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // A new writer allocates at least four kilobytes, so each thread keeps its writer.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;
}
