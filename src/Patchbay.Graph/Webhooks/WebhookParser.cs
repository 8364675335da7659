using System.Text.Json;

namespace Patchbay.Graph.Webhooks;

/// <summary>Reads what Meta posts. Check the signature first.</summary>
public static class WebhookParser
{
    /// <summary>Reads a body; everything in it is kept, known or not.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <exception cref="JsonException">It is not JSON, or no object with a list of entries.</exception>
    public static WebhookPayload Parse(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, WebhooksJson.Default.WebhookPayload) ?? throw new JsonException("The body is null.");

    /// <summary>Writes a payload, for tests and emulators.</summary>
    public static byte[] Write(WebhookPayload payload) => JsonSerializer.SerializeToUtf8Bytes(payload, WebhooksJson.Default.WebhookPayload);
}
