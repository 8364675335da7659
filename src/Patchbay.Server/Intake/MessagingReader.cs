using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>
/// Finds the parts of an item of Messenger's and Instagram's lists. Each item is one event. A message is identified by
/// its mid.
/// </summary>
internal static class MessagingReader
{
    public static void Read(ref StrictReader json, PayloadParts parts, string list)
    {
        var (start, items, second) = (json.Start, parts.Items.Count, 0u);
        while (json.NextMember())
        {
            if (json.Is("message"u8) && json.Token == JsonTokenType.StartObject)
                parts.Add(parts.Items, ReadMessage(ref json));
            else if (json.Is("timestamp"u8))
                second = json.Second(perSecond: 1000);
            else
                json.Skip();
        }
        if (parts.Items.Count > items)
            parts.Items[items] = parts.Items[items] with { Second = second };
        parts.Add(
            parts.Changes,
            new ChangePart
            {
                Field = list,
                IsMessaging = true,
                Value = json.Since(start),
                Items = new(items, parts.Items.Count),
            }
        );
    }

    private static ItemPart ReadMessage(ref StrictReader json)
    {
        var item = new ItemPart();
        while (json.NextMember())
        {
            if (json.Is("mid"u8))
                item = item with { Id = json.Id() };
            else if (json.Is("is_deleted"u8))
                item = item with { IsDeleted = json.Flag() };
            else
                json.Skip();
        }
        return item;
    }
}
