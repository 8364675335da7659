using System.Text.Json;
using Patchbay.Graph.Webhooks.Reading;

namespace Patchbay.Graph.Webhooks;

/// <summary>Reads the webhooks that Meta posts.</summary>
/// <remarks>Check the signature first.</remarks>
public static class WebhookParser
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes as they arrived.</param>
    /// <exception cref="JsonException">The body is not JSON, or is not an object with a list of entries.</exception>
    /// <remarks>Everything in it is kept, known or not.</remarks>
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
