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

    // Meta's ids are far shorter; longer ones would not fit into an index.
    private const int MaxId = 256, MaxTime = 20;

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
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: a name that is not Unicode
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
            if (IdOf(entry, "id") is not { } id || !Has(entry, "changes", JsonValueKind.Array, out var changes)) return false;
            foreach (var change in changes.EnumerateArray())
            {
                if (IdOf(change, "field") is not { } field || !Has(change, "value", JsonValueKind.Object, out var value)) return false;
                Add(new Frame(kind, entry, id, field, value), events);
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
        events.Add(new(frame.EntryId, phone, frame.Field, InboundKind.Other, frame.KeyOf(value), frame.Compose(value)));
    }

    private static void AddEach(
        Frame frame, string phone, string list, string kind, Func<string, JsonElement, string?> keyOf, List<SplitEvent> events)
    {
        if (!Has(frame.Value, list, JsonValueKind.Array, out var items)) return;
        var only = items.GetArrayLength() == 1 && frame.HasOnly(list);
        foreach (var item in items.EnumerateArray())
        {
            var value = only ? JsonMarshal.GetRawUtf8Value(frame.Value) : frame.ValueWith(list, item);
            var key = keyOf(phone, item);
            // Without ids it is no message or status that we know, but it is not lost either.
            events.Add(new(frame.EntryId, phone, frame.Field, key is null ? InboundKind.Other : kind, key ?? frame.KeyOf(value), frame.Compose(value)));
        }
    }

    private static string? MessageKey(string phone, JsonElement message) =>
        IdOf(message, "id") is { } id ? $"m|{phone}|{id}" : null;

    // A group message has a status a participant.
    private static string? StatusKey(string phone, JsonElement status) =>
        IdOf(status, "id") is { } id && IdOf(status, "status") is { } name
            ? $"s|{phone}|{id}|{name}|{IdOf(status, "recipient_participant_id")}"
            : null;

    private static string? PhoneOf(JsonElement value) =>
        Has(value, "metadata", JsonValueKind.Object, out var metadata) ? IdOf(metadata, "phone_number_id") : null;

    // Ids become keys and columns: what no database takes, such as a NUL, or no index, is no id.
    private static string? IdOf(JsonElement parent, string name)
    {
        if (!Has(parent, name, JsonValueKind.String, out var member)) return null;
        try
        {
            return member.GetString() is { Length: > 0 and <= MaxId } id && id.All(c => char.IsAscii(c) && !char.IsControl(c)) ? id : null;
        }
        catch (InvalidOperationException) // not Unicode
        {
            return null;
        }
    }

    private static string TimeOf(JsonElement entry) =>
        Has(entry, "time", JsonValueKind.Number, out var time) && time.GetRawText() is { Length: <= MaxTime } text ? text : "";

    private static bool Has(JsonElement parent, string name, JsonValueKind kind, out JsonElement member)
    {
        member = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out member) && member.ValueKind == kind;
    }

    /// <summary>What stands around one event.</summary>
    private readonly record struct Frame(JsonElement Kind, JsonElement Entry, string EntryId, string Field, JsonElement Value)
    {
        public bool HasOnly(string list) => !Value.TryGetProperty(list == "messages" ? "statuses" : "messages", out _);

        public string KeyOf(ReadOnlySpan<byte> value) =>
            $"o|{EntryId}|{Field}|{TimeOf(Entry)}|{Convert.ToHexStringLower(SHA256.HashData(value))}";

        /// <summary>The value with one item of the list and the contact it speaks of; everything beside them is kept.</summary>
        public ReadOnlySpan<byte> ValueWith(string list, JsonElement item)
        {
            var contact = Contacts.Of(Value, item);
            var buffer = new ArrayBufferWriter<byte>(1024);
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            foreach (var member in Value.EnumerateObject())
            {
                if (member.Name is "messages" or "statuses") continue;
                json.WritePropertyName(member.Name);
                if (member.Name == "contacts" && contact.ValueKind != JsonValueKind.Undefined) WriteList(json, contact);
                else WriteRaw(json, member.Value);
            }
            json.WritePropertyName(list);
            WriteList(json, item);
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan;
        }

        public byte[] Compose(ReadOnlySpan<byte> value)
        {
            var buffer = new ArrayBufferWriter<byte>(value.Length + 160);
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            if (Kind.ValueKind == JsonValueKind.String)
            {
                json.WritePropertyName("object");
                WriteRaw(json, Kind);
            }
            json.WriteStartArray("entry");
            json.WriteStartObject();
            json.WriteString("id", EntryId);
            if (Has(Entry, "time", JsonValueKind.Number, out var time))
            {
                json.WritePropertyName("time");
                WriteRaw(json, time);
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

        private static void WriteList(Utf8JsonWriter json, JsonElement item)
        {
            json.WriteStartArray();
            WriteRaw(json, item);
            json.WriteEndArray();
        }

        private static void WriteRaw(Utf8JsonWriter json, JsonElement element) =>
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
    }
}
