using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>Writes the payload of one event from the bytes of the body.</summary>
internal static class EventWriter
{
    /// <summary>
    /// Returns the value of a change with only one of its items and that item's contact; all other members are kept.
    /// </summary>
    public static ReadOnlySpan<byte> ValueOf(in EventFrame frame, in ItemPart item)
    {
        var (body, members) = (frame.Body, frame.Change.Members);
        var contact = frame.Contacts.Of(item);
        var value = new ArrayBufferWriter<byte>(1024);
        value.Write("{"u8);
        for (var i = members.First; i < members.End; i++)
            WriteMember(value, frame.Parts.Members[i], contact, body.Span);
        value.Write(NameOf(item.List));
        WriteList(value, item.Whole.Of(body.Span));
        value.Write("}"u8);
        return value.WrittenSpan;
    }

    private static ReadOnlySpan<byte> NameOf(ItemList list) =>
        list switch
        {
            ItemList.Statuses => "\"statuses\":"u8,
            ItemList.Echoes => "\"message_echoes\":"u8,
            _ => "\"messages\":"u8,
        };

    private static void WriteMember(
        ArrayBufferWriter<byte> value,
        in MemberPart member,
        Piece contact,
        ReadOnlySpan<byte> body
    )
    {
        value.Write(member.Name.Of(body));
        value.Write(":"u8);
        if (member.IsContacts && !contact.IsNone)
            WriteList(value, contact.Of(body));
        else
            value.Write(member.Value.Of(body));
        value.Write(","u8);
    }

    /// <summary>Returns Meta's payload with one change of this value.</summary>
    public static byte[] Payload(in EventFrame frame, ReadOnlySpan<byte> value)
    {
        var payload = new ArrayBufferWriter<byte>(value.Length + 192);
        payload.Write("{"u8);
        WriteObject(payload, frame);
        WriteEntry(payload, frame);
        payload.Write(Encoding.ASCII.GetBytes($",\"{ListOf(frame.Change)}\":["));
        if (frame.Change.IsMessaging)
            payload.Write(value);
        else
            WriteChange(payload, value, frame.Change.Field);
        payload.Write("]}]}"u8);
        return payload.WrittenSpan.ToArray();
    }

    private static string ListOf(in ChangePart change) => change.IsMessaging ? change.Field : PayloadLists.Changes;

    private static void WriteObject(ArrayBufferWriter<byte> payload, in EventFrame frame)
    {
        if (frame.Parts.Object.IsNone)
            return;
        payload.Write("\"object\":"u8);
        payload.Write(frame.Parts.Object.Of(frame.Bytes));
        payload.Write(","u8);
    }

    private static void WriteEntry(ArrayBufferWriter<byte> payload, in EventFrame frame)
    {
        payload.Write("\"entry\":[{\"id\":"u8);
        WriteText(payload, frame.Entry.Id);
        if (frame.Entry.Time.IsNone)
            return;
        payload.Write(",\"time\":"u8);
        payload.Write(frame.Entry.Time.Of(frame.Bytes));
    }

    private static void WriteChange(ArrayBufferWriter<byte> payload, ReadOnlySpan<byte> value, string field)
    {
        payload.Write("{\"value\":"u8);
        payload.Write(value);
        payload.Write(",\"field\":"u8);
        WriteText(payload, field);
        payload.Write("}"u8);
    }

    private static void WriteText(ArrayBufferWriter<byte> json, string text)
    {
        json.Write("\""u8);
        json.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        json.Write("\""u8);
    }

    private static void WriteList(ArrayBufferWriter<byte> json, ReadOnlySpan<byte> item)
    {
        json.Write("["u8);
        json.Write(item);
        json.Write("]"u8);
    }
}
