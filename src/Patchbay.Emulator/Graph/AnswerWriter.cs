using System.Buffers;
using System.Text.Json;

namespace Patchbay.Emulator.Graph;

internal static class AnswerWriter
{
    public const string Json = "application/json; charset=UTF-8";

    public static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpResponse response, Answer answer, CancellationToken cancel)
    {
        response.StatusCode = answer.Status;
        if (answer.Location is { } location) response.Headers.Location = location;
        var content = answer.Raw ?? Serialize(answer);
        response.ContentType = answer.ContentType ?? Json;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, cancel);
    }

    private static ReadOnlyMemory<byte> Serialize(Answer answer)
    {
        if (answer.Json is null) return default;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options)) answer.Json.WriteTo(writer);
        return buffer.WrittenMemory;
    }
}
