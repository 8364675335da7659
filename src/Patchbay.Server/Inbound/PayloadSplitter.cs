using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Patchbay.Server.Inbound;

/// <summary>One event cut out of a payload: whose it is, the key that ends duplicates, and Meta's payload reduced to it.</summary>
public sealed record SplitEvent(string EntryId, string? MetaPhoneNumberId, string Field, string Kind, string DedupeKey, byte[] Change);

/// <summary>
/// Cuts a webhook body into events: one per message, one per status, one per other change. Members keep the bytes they
/// came with.
/// </summary>
public static class PayloadSplitter
{
    /// <summary>The most changes one body may hold (Meta sends up to 1,000).</summary>
    public const int MaxEvents = 5000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The events in order; null when the body is not a payload we know how to read.</summary>
    public static IReadOnlyList<SplitEvent>? Split(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var events = new List<SplitEvent>();
            return TrySplit(document.RootElement, events) ? events : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TrySplit(JsonElement root, List<SplitEvent> events)
    {
        if (!Has(root, "entry", JsonValueKind.Array, out var entries)) return false;
        var kind = Has(root, "object", JsonValueKind.String, out var name) ? name : default;
        foreach (var entry in entries.EnumerateArray())
        {
            if (!Has(entry, "id", JsonValueKind.String, out var id) || !Has(entry, "changes", JsonValueKind.Array, out var changes)) return false;
            foreach (var change in changes.EnumerateArray())
            {
                if (!Has(change, "field", JsonValueKind.String, out var field) || !Has(change, "value", JsonValueKind.Object, out var value)) return false;
                Add(new Frame(kind, entry, id.GetString()!, field.GetString()!, value), events);
                if (events.Count > MaxEvents) return false;
            }
        }
        return true;
    }

    private static void Add(Frame frame, List<SplitEvent> events)
    {
        var phone = PhoneOf(frame.Value);
        var found = events.Count;
        if (phone is not null)
        {
            AddEach(frame, phone, "messages", InboundKind.Message, MessageKey, events);
            AddEach(frame, phone, "statuses", InboundKind.Status, StatusKey, events);
        }
        if (events.Count > found) return;
        var value = JsonMarshal.GetRawUtf8Value(frame.Value);
        var key = $"o|{frame.EntryId}|{frame.Field}|{TimeOf(frame.Entry)}|{Convert.ToHexStringLower(SHA256.HashData(value))}";
        events.Add(new(frame.EntryId, phone, frame.Field, InboundKind.Other, key, frame.Compose(value)));
    }

    private static void AddEach(
        Frame frame, string phone, string list, string kind, Func<string, JsonElement, string?> keyOf, List<SplitEvent> events)
    {
        if (!Has(frame.Value, list, JsonValueKind.Array, out var items)) return;
        var only = items.GetArrayLength() == 1 && frame.HasOnly(list);
        foreach (var item in items.EnumerateArray())
        {
            if (keyOf(phone, item) is not { } key) continue;
            var value = only ? JsonMarshal.GetRawUtf8Value(frame.Value) : frame.ValueWith(list, item);
            events.Add(new(frame.EntryId, phone, frame.Field, kind, key, frame.Compose(value)));
        }
    }

    private static string? MessageKey(string phone, JsonElement message) =>
        Has(message, "id", JsonValueKind.String, out var id) ? $"m|{phone}|{id.GetString()}" : null;

    // A group message has a status a participant.
    private static string? StatusKey(string phone, JsonElement status) =>
        Has(status, "id", JsonValueKind.String, out var id) && Has(status, "status", JsonValueKind.String, out var name)
            ? $"s|{phone}|{id.GetString()}|{name.GetString()}|{(Has(status, "recipient_participant_id", JsonValueKind.String, out var who) ? who.GetString() : "")}"
            : null;

    private static string? PhoneOf(JsonElement value) =>
        Has(value, "metadata", JsonValueKind.Object, out var metadata) && Has(metadata, "phone_number_id", JsonValueKind.String, out var id)
            ? id.GetString()
            : null;

    private static string TimeOf(JsonElement entry) => Has(entry, "time", JsonValueKind.Number, out var time) ? time.GetRawText() : "";

    private static bool Has(JsonElement parent, string name, JsonValueKind kind, out JsonElement member)
    {
        member = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out member) && member.ValueKind == kind;
    }

    /// <summary>What stands around one event.</summary>
    private readonly record struct Frame(JsonElement Kind, JsonElement Entry, string EntryId, string Field, JsonElement Value)
    {
        public bool HasOnly(string list) => !Value.TryGetProperty(list == "messages" ? "statuses" : "messages", out _);

        /// <summary>The value with one item of the list, everything beside it kept.</summary>
        public ReadOnlySpan<byte> ValueWith(string list, JsonElement item)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            foreach (var member in Value.EnumerateObject())
            {
                if (member.Name is "messages" or "statuses") continue;
                json.WritePropertyName(member.Name);
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
            }
            json.WriteStartArray(list);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(item), skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan;
        }

        public byte[] Compose(ReadOnlySpan<byte> value)
        {
            var buffer = new ArrayBufferWriter<byte>(value.Length + 160);
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            if (Kind.ValueKind == JsonValueKind.String) json.WriteString("object", Kind.GetString());
            json.WriteStartArray("entry");
            json.WriteStartObject();
            json.WriteString("id", EntryId);
            if (Has(Entry, "time", JsonValueKind.Number, out var time))
            {
                json.WritePropertyName("time");
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(time), skipInputValidation: true);
            }
            json.WriteStartArray("changes");
            json.WriteStartObject();
            json.WritePropertyName("value");
            json.WriteRawValue(value, skipInputValidation: true);
            json.WriteString("field", Field);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan.ToArray();
        }
    }
}
