using System.Buffers;
using System.Text.Json;
using Patchbay.Graph.Webhooks.Reading;

namespace Patchbay.Graph.Webhooks;

/// <summary>Reads the webhooks that Meta posts.</summary>
/// <remarks>Check the signature first.</remarks>
public static class WebhookParser
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes as they arrived.</param>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <remarks>
    /// Everything in it is kept, known or not. A member of an undocumented JSON type is read when its meaning is clear,
    /// and is otherwise kept in the <see cref="GraphObject.AdditionalData"/> of the object that contains it. U+FFFD
    /// replaces what is no text. JSON that is no object gives an empty payload.
    /// </remarks>
    public static WebhookPayload Parse(ReadOnlySpan<byte> body)
    {
        var json = JsonText.Whole(body);
        try
        {
            return ReadStrictly(json);
        }
        catch (JsonException)
        {
            return ReadLoosely(json);
        }
    }

    /// <summary>Writes a payload, for tests and emulators.</summary>
    public static byte[] Write(WebhookPayload payload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { MaxDepth = int.MaxValue }))
            JsonSerializer.Serialize(writer, payload, WebhooksJson.Default.WebhookPayload);
        return buffer.WrittenSpan.ToArray();
    }

    private static WebhookPayload ReadStrictly(ReadOnlySpan<byte> json)
    {
        var reader = JsonText.Reader(json);
        reader.Read();
        var payload = WebhookReaders.Payload.Read(ref reader);
        // Reading past the end refuses trailing content.
        reader.Read();
        return payload;
    }

    private static WebhookPayload ReadLoosely(ReadOnlySpan<byte> json)
    {
        var reader = JsonText.Reader(json);
        var element = JsonElement.ParseValue(ref reader);
        reader.Read();
        return LooseReader.Read(element, WebhooksJson.Default.WebhookPayload) ?? new();
    }
}
