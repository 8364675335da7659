using System.Text.Json;
using Patchbay.Graph.Webhooks.Reading;

namespace Patchbay.Graph.Webhooks;

/// <summary>Reads the webhooks that Meta posts. Check the signature first.</summary>
public static class WebhookParser
{
    /// <summary>Reads a body. Everything in it is kept, known or not.</summary>
    /// <param name="body">The bytes as they arrived.</param>
    /// <exception cref="JsonException">The body is not JSON, or is not an object with a list of entries.</exception>
    public static WebhookPayload Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            var payload = WebhookReaders.Payload.Read(ref reader);
            // Reading past the end refuses trailing content.
            reader.Read();
            return payload;
        }
        catch (InvalidOperationException cause)
        {
            // The reader throws this exception for text that is not UTF-8.
            throw new JsonException("The body contains bytes that are not valid UTF-8.", cause);
        }
    }

    /// <summary>Writes a payload, for tests and emulators.</summary>
    public static byte[] Write(WebhookPayload payload) =>
        JsonSerializer.SerializeToUtf8Bytes(payload, WebhooksJson.Default.WebhookPayload);
}
