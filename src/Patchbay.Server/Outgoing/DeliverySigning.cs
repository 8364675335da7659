using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Outgoing;

/// <summary>The bytes of a delivery and the headers that prove where they come from.</summary>
public static class DeliverySigning
{
    /// <summary>The same bytes on every attempt; null when the event has no such form.</summary>
    public static byte[]? Body(EventRow e, string format)
    {
        if (format == EndpointFormat.Meta) return e.MetaPayload;
        var buffer = new ArrayBufferWriter<byte>(e.Data.Length + 256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("event", e.Type);
        json.WriteString("timestamp", InstantConverter.Text(e.OccurredAt));
        json.WriteString("organizationId", e.OrganizationId);
        json.WritePropertyName("data");
        json.WriteRawValue(e.Data);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Standard Webhooks: one signature a secret, over id, timestamp and body.</summary>
    public static string Signature(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret =>
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(EndpointRules.KeyOf(secret), signed))));
    }

    /// <summary>The header a receiver written for Meta checks, with the newest secret.</summary>
    public static string HubSignature(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
