using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Server.Platform;

/// <summary>
/// How JSON leaves the server: characters as they are. The framework's default writes a plus and every accented letter
/// as an escape, for pages that paste JSON into HTML; ours goes out as application/json only.
/// </summary>
public static class Wire
{
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
            JsonSerializer.Serialize(json, value, type);
        return buffer.WrittenSpan.ToArray();
    }

    public static string Text<T>(T value, JsonTypeInfo<T> type) => Encoding.UTF8.GetString(Bytes(value, type));
}
