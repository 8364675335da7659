using System.Globalization;
using System.Text;

namespace Patchbay.Faults.Load;

/// <summary>Writes the body of a shape. Every body has ids of its own, so that none repeats another's events.</summary>
internal sealed class ShapedBody(BodyShape shape, string metaPhoneNumberId, int number)
{
    private const int Most = 4 * 1024 * 1024,
        Reserve = 4096;

    private readonly StringBuilder _text = new(64 * 1024);
    private int _items,
        _bytes;

    private bool HasRoom => _text.Length + _bytes < Most - Reserve;

    private string ListName => BodyShape.Lists[shape.List];

    public byte[] Write()
    {
        var isMessaging = ListName == "messaging";
        Add($"{{\"object\":\"{(isMessaging ? "page" : "whatsapp_business_account")}{Text(FillerPlace.Object)}\",");
        AddFiller(FillerPlace.Root);
        Add("\"entry\":[");
        AddEach(shape.Entries, AddEntry);
        Add("]}");
        var body = Encoding.UTF8.GetBytes(_text.ToString());
        return body.Length <= Most ? body : body[..Most];
    }

    private void AddEntry(int i)
    {
        Add($"{{\"id\":\"{(ListName == "messaging" ? Subject(i) : "1")}\",\"time\":1{Digits()},");
        Add(ListName == "messaging" ? "\"messaging\":[" : "\"changes\":[");
        AddEach(ListName == "messaging" ? shape.Items : shape.Changes, ListName == "messaging" ? AddItem : AddChange);
        Add("]}");
    }

    private void AddChange(int i)
    {
        Add($"{{\"field\":\"{FieldOf(ListName)}\",\"value\":{{\"messaging_product\":\"whatsapp\",");
        Add($"\"metadata\":{{\"phone_number_id\":\"{Subject(i)}\"");
        if (shape.Place == FillerPlace.Metadata)
            Add($",\"pad\":\"{Filler(shape.Filler)}\"");
        Add("},");
        AddFiller(FillerPlace.Value);
        if (shape.Contacts > 0)
        {
            Add("\"contacts\":[");
            AddEach(shape.Contacts, AddContact);
            Add("],");
        }
        Add(ListName == "history" ? "\"history\":[{\"threads\":[{\"id\":\"2\",\"messages\":[" : $"\"{ListName}\":[");
        AddEach(shape.Items, AddItem);
        Add(ListName == "history" ? "]}]}]}}" : "]}}");
    }

    private void AddContact(int i)
    {
        if (shape.IsTiny)
            Add("{}");
        else
            Add(
                $"{{\"wa_id\":\"{(shape.IsMatched ? i : -1)}\",\"profile\":{{\"name\":\"A{Text(FillerPlace.Contact)}\"}}}}"
            );
    }

    private void AddItem(int i)
    {
        var item = _items++;
        if (shape.IsTiny)
            Add(item % 2 == 0 ? $"{{\"id\":\"{number}-{item}\"}}" : "7");
        else
            Add(ItemOf(item, item / Math.Max(1, shape.Sharing)));
    }

    private string ItemOf(int item, int shared)
    {
        var own = shape.Place == FillerPlace.Item ? $",\"pad\":\"{Filler(shape.Filler)}\"" : "";
        return ListName switch
        {
            "statuses" => $"{{\"id\":\"s{number}-{shared}\",\"status\":\"delivered\",\"recipient_id\":\"{shared}\","
                + $"\"recipient_type\":\"group\",\"recipient_participant_id\":\"{item}\"{own}}}",
            "state_sync" =>
                $"{{\"action\":\"add\",\"contact\":{{\"user_id\":\"u{number}-{item}\",\"full_name\":\"A\"{own}}}}}",
            "messaging" =>
                $"{{\"sender\":{{\"id\":\"{shared}\"}},\"message\":{{\"mid\":\"m{number}-{item}\",\"text\":\"a\"{own}}}}}",
            _ => $"{{\"from\":\"{shared}\",\"to\":\"{shared}\",\"id\":\"a{number}-{item}\",\"type\":\"text\","
                + $"\"timestamp\":\"1768473000\",\"text\":{{\"body\":\"a{Text(FillerPlace.Text)}\"}}{own}}}",
        };
    }

    private void AddFiller(FillerPlace place)
    {
        if (shape.Place == place)
            Add($"\"pad\":{FillerValue()},");
        else if (place == FillerPlace.Value && shape.Place == FillerPlace.Nested)
            Add($"\"pad\":{new string('[', 50)}{FillerValue()}{new string(']', 50)},");
        else if (place == FillerPlace.Value && shape.Place == FillerPlace.Names)
            AddNames();
    }

    private string FillerValue() =>
        BodyShape.Fillers[shape.FillerKind].EndsWith(',')
            ? $"[{Filler(shape.Filler)}0]"
            : $"\"{Filler(shape.Filler)}\"";

    // Filler counts bytes, not names.
    private void AddNames()
    {
        var escape = shape.FillerKind % 2 == 0 ? "" : "\\u0061";
        for (var i = 0; i < shape.Filler / 8 && HasRoom; i++)
            Add($"\"{escape}{i:x}\":0,");
    }

    private string Text(FillerPlace place) => shape.Place == place ? Filler(shape.Filler) : "";

    private string Digits() => shape.Place == FillerPlace.Time ? new string('1', Room(shape.Filler)) : "768473000";

    private string Filler(int bytes)
    {
        var unit = BodyShape.Fillers[shape.FillerKind];
        if (unit.EndsWith(',') && shape.Place is not (FillerPlace.Value or FillerPlace.Root or FillerPlace.Nested))
            unit = "x";
        var length = Encoding.UTF8.GetByteCount(unit);
        _bytes += Room(bytes) / length * (length - unit.Length);
        return new StringBuilder().Insert(0, unit, Room(bytes) / length).ToString();
    }

    private int Room(int bytes) => Math.Clamp(Most - Reserve - _text.Length - _bytes, 0, bytes);

    private string Subject(int i) =>
        i % shape.Subjects == 0 ? metaPhoneNumberId : i.ToString(CultureInfo.InvariantCulture);

    private static string FieldOf(string list) =>
        list switch
        {
            "message_echoes" => "smb_message_echoes",
            "history" => "history",
            "state_sync" => "smb_app_state_sync",
            _ => "messages",
        };

    private void AddEach(int count, Action<int> add)
    {
        for (var i = 0; i < count && HasRoom; i++)
        {
            if (i > 0)
                Add(",");
            add(i);
        }
    }

    private void Add(string text) => _text.Append(text);
}
