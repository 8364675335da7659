using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>One event cut out of a payload: the key that ends duplicates, and Meta's payload reduced to it.</summary>
/// <param name="Object">Meta's name of the kind of account, such as <c>whatsapp_business_account</c>.</param>
/// <param name="EntryId">The account it is about: a WhatsApp account, a page, an Instagram account.</param>
/// <param name="NumberId">Meta's id of the WhatsApp number, where it names one.</param>
/// <param name="Field">Meta's name of the kind of change, such as <c>messages</c>.</param>
/// <param name="Kind">One of <see cref="InboundKind"/>.</param>
/// <param name="Key">The same for the same event, however often and in whatever company it comes.</param>
/// <param name="Change">The payload; may lie in the body it was cut out of.</param>
public sealed record SplitEvent(
    string Object,
    string EntryId,
    string? NumberId,
    string Field,
    string Kind,
    Guid Key,
    ReadOnlyMemory<byte> Change
);

/// <summary>
/// Cuts a webhook body into events: one per message, one per status, one per other change. Members keep the bytes they
/// came with, and a body that is one event is that event as it came.
/// </summary>
public static class PayloadSplitter
{
    /// <summary>The most events one body may hold (Meta sends up to 1,000 changes).</summary>
    public const int MaxEvents = 5000;

    internal const string Changes = "changes",
        Messaging = "messaging",
        Standby = "standby";

    private const string WhatsApp = "whatsapp_business_account";
    private const int MaxTime = 20;

    /// <summary>
    /// Reads a body once, to see whom it is about before its events are cut out of it; null when it is no payload we know how
    /// to read.
    /// </summary>
    internal static ParsedPayload? Read(ReadOnlyMemory<byte> body)
    {
        var parts = ParsedPayload.TakeParts();
        try
        {
            if (PayloadReader.TryRead(body.Span, parts))
                return new(body, parts);
        }
        catch (JsonException)
        {
            // Not JSON.
        }
        ParsedPayload.GiveBack(parts);
        return null;
    }

    /// <summary>The events in order; null when the body is not a payload we know how to read.</summary>
    public static IReadOnlyList<SplitEvent>? Split(string environment, ReadOnlyMemory<byte> body)
    {
        using var payload = Read(body);
        return payload?.Events(environment);
    }

    internal static SplitEvent[]? Events(string environment, ReadOnlyMemory<byte> body, PayloadParts parts)
    {
        var count = 0;
        foreach (var change in CollectionsMarshal.AsSpan(parts.Changes))
            count += Count(change);
        if (count > MaxEvents)
            return null;
        var kind = ObjectOf(body.Span, parts.Object);
        var (events, next) = (new SplitEvent[count], 0);
        foreach (var entry in CollectionsMarshal.AsSpan(parts.Entries))
        {
            for (var i = entry.FirstChange; i < entry.EndChange; i++)
            {
                var frame = new Frame(
                    environment,
                    kind,
                    body,
                    parts,
                    entry,
                    parts.Changes[i],
                    IsWholeBody: count == 1 && parts.Entries.Count == 1 && !parts.Changes[i].IsBare
                );
                if (IsOne(frame.Change))
                    events[next++] = frame.Whole();
                else
                    for (var item = frame.Change.Items.First; item < frame.Change.Items.End; item++)
                        events[next++] = frame.Single(parts.Items[item]);
            }
        }
        return events;
    }

    private static bool IsOne(ChangePart change) =>
        change.IsMessaging || change.NumberId is null || change.Items.Count == 0;

    private static int Count(ChangePart change) => IsOne(change) ? 1 : change.Items.Count;

    private static string ObjectOf(ReadOnlySpan<byte> body, Piece piece)
    {
        if (piece.IsNone)
            return "";
        var name = piece.Of(body)[1..^1];
        return name.SequenceEqual("whatsapp_business_account"u8) ? WhatsApp
            : name.Length <= 64 && !name.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Encoding.ASCII.GetString(name)
            : "";
    }

    /// <summary>What stands around one event.</summary>
    private readonly record struct Frame(
        string Environment,
        string Object,
        ReadOnlyMemory<byte> Body,
        PayloadParts Parts,
        EntryPart Entry,
        ChangePart Change,
        bool IsWholeBody
    )
    {
        private ReadOnlySpan<byte> Bytes => Body.Span;

        /// <summary>The change itself as the event.</summary>
        public SplitEvent Whole()
        {
            var message = Change.IsMessaging && Change.Items.Count == 1 ? Parts.Items[Change.Items.First] : default;
            var key = message.Id is { } id
                ? Hash($"m|{Entry.Id}|{id}{(message.IsDeleted ? "|deleted" : "")}", message.Second)
                : KeyOf(Change.Value.Of(Bytes));
            return Event(
                message.Id is null ? InboundKind.Other : InboundKind.Message,
                key,
                IsWholeBody ? Body : Compose(Change.Value.Of(Bytes))
            );
        }

        /// <summary>One message or status of the change as the event.</summary>
        public SplitEvent Single(ItemPart item)
        {
            var isAlone = Change.Items.Count == 1;
            var value = isAlone ? Change.Value.Of(Bytes) : ValueWith(item);
            // Without ids it is no message or status that we know, but it is not lost either.
            var key = KeyOf(item);
            return Event(
                key is null ? InboundKind.Other
                    : item.IsStatus ? InboundKind.Status
                    : InboundKind.Message,
                key ?? KeyOf(value),
                isAlone && IsWholeBody ? Body : Compose(value)
            );
        }

        private SplitEvent Event(string kind, Guid key, ReadOnlyMemory<byte> change) =>
            new(Object, Change.AccountId ?? Entry.Id, Change.NumberId, Change.Field, kind, key, change);

        // A group message has a status a participant.
        private Guid? KeyOf(ItemPart item) =>
            item switch
            {
                { Id: null } or { IsStatus: true, Status: null } => null,
                { IsStatus: true } => Hash($"s|{Change.NumberId}|{item.Id}|{item.Status}|{item.Participant}"),
                _ => Hash(
                    $"m|{Change.NumberId}|{item.Id}{(Change.Field == "messages" ? "" : "|" + Change.Field)}",
                    item.Second
                ),
            };

        private Guid KeyOf(ReadOnlySpan<byte> value)
        {
            // What Messenger and Instagram list carries an instant of its own; elsewhere only the entry tells two equal changes apart.
            var time =
                !Change.IsMessaging && Entry.Time.Length <= MaxTime
                    ? Encoding.ASCII.GetString(Entry.Time.Of(Bytes))
                    : "";
            return Hash($"o|{Entry.Id}|{Change.Field}|{time}|{Convert.ToHexStringLower(SHA256.HashData(value))}");
        }

        // A message keeps its instant, however often it comes. With it in front, keys made together lie together: a commit
        // touches one page of the index instead of one an event. Of the rest there is no instant that never changes.
        private Guid Hash(string key, uint second = 0)
        {
            Span<byte> text = stackalloc byte[1024];
            text = Encoding.UTF8.TryGetBytes($"{Environment}|{key}", text, out var length)
                ? text[..length]
                : Encoding.UTF8.GetBytes($"{Environment}|{key}");
            Span<byte> hash = stackalloc byte[32];
            SHA256.HashData(text, hash);
            BinaryPrimitives.WriteUInt32BigEndian(hash, second);
            return new Guid(hash[..16], bigEndian: true);
        }

        /// <summary>The value with one item of its list and the contact it speaks of; everything beside them is kept.</summary>
        private ReadOnlySpan<byte> ValueWith(ItemPart item)
        {
            var contact = ContactOf(item);
            var value = new ArrayBufferWriter<byte>(1024);
            value.Write("{"u8);
            for (var i = Change.Members.First; i < Change.Members.End; i++)
            {
                var member = Parts.Members[i];
                value.Write(member.Name.Of(Bytes));
                value.Write(":"u8);
                if (member.IsContacts && !contact.IsNone)
                    List(value, contact.Of(Bytes));
                else
                    value.Write(member.Value.Of(Bytes));
                value.Write(","u8);
            }
            value.Write(item.IsStatus ? "\"statuses\":"u8 : "\"messages\":"u8);
            List(value, item.Whole.Of(Bytes));
            value.Write("}"u8);
            return value.WrittenSpan;
        }

        /// <summary>Which contact an item speaks of: the two lists need not run side by side.</summary>
        private Piece ContactOf(ItemPart item)
        {
            for (var i = Change.Contacts.First; i < Change.Contacts.End; i++)
            {
                var contact = Parts.Contacts[i];
                if (
                    Same(item.From, contact.WaId)
                    || Same(item.FromUser, contact.UserId)
                    || Same(item.To, contact.WaId)
                    || Same(item.ToUser, contact.UserId)
                )
                    return contact.Whole;
            }
            return Change.Contacts.Count == 1 ? Parts.Contacts[Change.Contacts.First].Whole : default;
        }

        private bool Same(Piece one, Piece other) => !one.IsNone && one.Of(Bytes).SequenceEqual(other.Of(Bytes));

        private byte[] Compose(ReadOnlySpan<byte> value)
        {
            var payload = new ArrayBufferWriter<byte>(value.Length + 192);
            payload.Write("{"u8);
            if (!Parts.Object.IsNone)
            {
                payload.Write("\"object\":"u8);
                payload.Write(Parts.Object.Of(Bytes));
                payload.Write(","u8);
            }
            payload.Write("\"entry\":[{\"id\":"u8);
            Text(payload, Entry.Id);
            if (!Entry.Time.IsNone)
            {
                payload.Write(",\"time\":"u8);
                payload.Write(Entry.Time.Of(Bytes));
            }
            payload.Write(Encoding.ASCII.GetBytes($",\"{(Change.IsMessaging ? Change.Field : Changes)}\":["));
            if (Change.IsMessaging)
                payload.Write(value);
            else
            {
                payload.Write("{\"value\":"u8);
                payload.Write(value);
                payload.Write(",\"field\":"u8);
                Text(payload, Change.Field);
                payload.Write("}"u8);
            }
            payload.Write("]}]}"u8);
            return payload.WrittenSpan.ToArray();
        }

        private static void Text(ArrayBufferWriter<byte> json, string text)
        {
            json.Write("\""u8);
            json.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
            json.Write("\""u8);
        }

        private static void List(ArrayBufferWriter<byte> json, ReadOnlySpan<byte> item)
        {
            json.Write("["u8);
            json.Write(item);
            json.Write("]"u8);
        }
    }
}
