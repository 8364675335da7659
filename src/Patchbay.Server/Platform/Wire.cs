using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Server.Platform;

/// <summary>
/// Writes JSON without escaping more than JSON requires. The framework escapes plus signs and accented letters by
/// default, to protect HTML pages that embed JSON; the answers of this server are always application/json.
/// </summary>
public static class Wire
{
    public static readonly JsonWriterOptions Plain = new() { Encoder = new PlainEncoder() };

    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
            JsonSerializer.Serialize(json, value, type);
        return buffer.WrittenSpan.ToArray();
    }

    public static string Text<T>(T value, JsonTypeInfo<T> type) => Encoding.UTF8.GetString(Bytes(value, type));
}
