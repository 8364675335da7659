using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Channels.Direct;

/// <summary>
/// Reads what Meta wrote beside the content of a message of Instagram or Messenger. What the message shows by itself is
/// left out; everything else is kept as it came.
/// </summary>
internal static class DirectMembers
{
    /// <summary>The members beside a message or a tap on a button.</summary>
    /// <param name="item">The item of <c>messaging</c>.</param>
    /// <param name="message">The message that the item holds or echoes.</param>
    /// <param name="arrival">When it arrived.</param>
    public static MessageDetails Of(JsonElement item, MessageRow message, DateTimeOffset arrival)
    {
        var details = new DetailsBuilder();
        foreach (var member in item.EnumerateObject())
        {
            if (member.NameEquals("message"u8) || member.NameEquals("postback"u8))
                TakeContent(details, member.Value, message);
            else if (!IsShown(member, arrival))
                details.Take(member);
        }
        return details.Details;
    }

    /// <summary>The members beside what an item is about: a delivery, a read mark, an edit.</summary>
    /// <param name="item">The item of <c>messaging</c>.</param>
    /// <param name="about">The name of the member that tells it.</param>
    /// <param name="arrival">When it arrived.</param>
    public static MessageDetails OfNews(JsonElement item, string about, DateTimeOffset arrival)
    {
        var details = new DetailsBuilder();
        foreach (var member in item.EnumerateObject())
        {
            if (member.NameEquals(about))
                TakeNews(details, member.Value);
            else if (!IsShown(member, arrival))
                details.Take(member);
        }
        return details.Details;
    }

    // The content holds all of Meta's object but what has a place of its own.
    private static void TakeContent(DetailsBuilder details, JsonElement content, MessageRow message)
    {
        if (content.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in content.EnumerateObject())
        {
            if (member.NameEquals("reply_to"u8))
                details.Set(read => read with { Context = member.Value });
            else if (member.NameEquals("referral"u8))
                details.Set(read => read with { Referral = read.Referral ?? member.Value });
            else if (member.NameEquals("app_id"u8) || (member.NameEquals("metadata"u8) && !IsId(member.Value, message)))
                details.Add(member.Name, member.Value);
        }
    }

    private static void TakeNews(DetailsBuilder details, JsonElement news)
    {
        if (news.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in news.EnumerateObject())
        {
            var isShown =
                member.NameEquals("mid"u8)
                || member.NameEquals("mids"u8)
                || member.NameEquals("text"u8)
                || member.NameEquals("is_deleted"u8)
                || member.NameEquals("is_echo"u8);
            if (!isShown)
                details.Take(member);
        }
    }

    private static bool IsShown(JsonProperty member, DateTimeOffset arrival)
    {
        if (member.NameEquals("timestamp"u8))
            return MetaTime.Counts(member.Value, arrival);
        return (member.NameEquals("sender"u8) || member.NameEquals("recipient"u8))
            && member.Value.ValueKind == JsonValueKind.Object
            && member.Value.EnumerateObject().All(part => part.NameEquals("id"u8));
    }

    private static bool IsId(JsonElement value, MessageRow message) =>
        value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out var id) && id == message.Id;
}
