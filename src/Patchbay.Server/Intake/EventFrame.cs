using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patchbay.Server.Intake;

/// <summary>A change with its surroundings, from which events are made.</summary>
internal readonly record struct EventFrame(
    string Environment,
    string Object,
    ReadOnlyMemory<byte> Body,
    PayloadParts Parts,
    EntryPart Entry,
    ChangePart Change,
    ContactIndex Contacts,
    bool IsWholeBody
)
{
    private const int MaxTime = 20;

    public ReadOnlySpan<byte> Bytes => Body.Span;

    /// <summary>The whole change as one event.</summary>
    public SplitEvent Whole()
    {
        var message = Change.IsMessaging && Change.Items.Count == 1 ? Parts.Items[Change.Items.First] : default;
        var key = message.Id is { } id
            ? Hash($"m|{Entry.Id}|{id}{(message.IsDeleted ? "|deleted" : "")}", message.Second)
            : KeyOf(Change.Value.Of(Bytes));
        return Event(
            message.Id is null ? InboundKind.Other : InboundKind.Message,
            key,
            IsWholeBody ? Body : EventWriter.Payload(this, Change.Value.Of(Bytes))
        );
    }

    /// <summary>One message or status of the change as an event.</summary>
    public SplitEvent Single(ItemPart item)
    {
        var isAlone = Change.Items.Count == 1;
        var value = isAlone ? Change.Value.Of(Bytes) : EventWriter.ValueOf(this, item);
        // An item without ids is not a known message or status, but it is kept.
        var key = item.List == ItemList.Echoes ? null : KeyOf(item);
        return Event(
            key is null ? InboundKind.Other
                : item.IsStatus ? InboundKind.Status
                : InboundKind.Message,
            key ?? KeyOf(value),
            isAlone && IsWholeBody ? Body : EventWriter.Payload(this, value)
        );
    }

    private SplitEvent Event(string kind, Guid key, ReadOnlyMemory<byte> change) =>
        new(Object, Change.AccountId ?? Entry.Id, Change.NumberId, Change.Field, kind, key, change);

    // A group message has one status per participant.
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
        // Items of Messenger and Instagram have a time of their own. Elsewhere only the time of the entry tells two
        // equal changes apart.
        var time =
            !Change.IsMessaging && Entry.Time.Length <= MaxTime ? Encoding.ASCII.GetString(Entry.Time.Of(Bytes)) : "";
        return Hash($"o|{Entry.Id}|{Change.Field}|{time}|{Convert.ToHexStringLower(SHA256.HashData(value))}");
    }

    // A repeated message has the same time as before. With the time in front, the keys of one commit are neighbours,
    // and the commit changes one page of the index instead of one page per event. Other events have no time that stays
    // the same on repetition.
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
}
