using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Outgoing;

/// <summary>The body of a delivery and the headers that prove its origin.</summary>
public static class DeliverySigning
{
    private const int Sha256 = SHA256.HashSizeInBytes,
        Base64OfSha256 = 44;

    /// <summary>
    /// Returns the body, the same on every attempt; null when the event has none in the endpoint's format and version.
    /// </summary>
    public static byte[]? Body(QueuedDelivery delivery, EndpointRow endpoint)
    {
        if (endpoint.Format == EndpointFormat.Meta)
            return delivery.MetaPayload;
        if (endpoint.PayloadVersion == EventVersions.Current)
            return Body(delivery, delivery.Type, delivery.Data);
        return EventVersions.InFirst(delivery.Type, delivery.Data, delivery.Version1) is { } first
            ? Body(delivery, first.Type, first.DataJson)
            : null;
    }

    private static byte[] Body(QueuedDelivery delivery, string type, string data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("event", type);
        json.WriteString("timestamp", InstantConverter.Text(delivery.OccurredAt));
        json.WriteString("organizationId", delivery.OrganizationId);
        json.WritePropertyName("data");
        json.WriteRawValue(data, skipInputValidation: true); // stored by us as valid JSON
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Returns the signature header of Standard Webhooks over id, timestamp and body, with one signature for each key
    /// that is valid at <paramref name="now"/>.
    /// </summary>
    public static string Signature(
        IReadOnlyList<SigningKey> keys,
        DateTimeOffset now,
        string id,
        string timestamp,
        ReadOnlySpan<byte> body
    )
    {
        var length = id.Length + timestamp.Length + 2 + body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var signed = rented.AsSpan(0, length);
            var at = Encoding.ASCII.GetBytes($"{id}.{timestamp}.", signed);
            body.CopyTo(signed[at..]);
            var header = new StringBuilder();
            foreach (var key in keys)
            {
                if (key.ExpiresAt is { } end && end <= now)
                    continue;
                if (header.Length > 0)
                    header.Append(' ');
                AppendSignature(header, key, signed);
            }
            return header.ToString();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Returns the signature header that receivers written for Meta check.</summary>
    public static string HubSignature(SigningKey key, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[Sha256];
        HMACSHA256.HashData(key.Hub, body, hash);
        return "sha256=" + Convert.ToHexStringLower(hash);
    }

    private static void AppendSignature(StringBuilder header, SigningKey key, ReadOnlySpan<byte> signed)
    {
        Span<byte> hash = stackalloc byte[Sha256];
        Span<char> text = stackalloc char[Base64OfSha256];
        HMACSHA256.HashData(key.Standard, signed, hash);
        Convert.TryToBase64Chars(hash, text, out _);
        header.Append("v1,").Append(text);
    }
}
