using System.Text;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Messenger;

/// <summary>Limits on messages of Instagram and Messenger.</summary>
internal static class DirectMessageRules
{
    public static void Ensure(DirectMessage message, bool isInstagram)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = new FaultList();
        if (message.Message is { } content)
            Content(content, isInstagram, faults);
        if (faults.Found.Count > 0)
            throw new InvalidMessageException(faults.Found);
    }

    private static void Content(DirectContent content, bool isInstagram, FaultList faults)
    {
        if (content.Text is { } text)
            Text(text, isInstagram, faults);
        if (content.Attachments is { } images)
            faults.Count(images.Count, "message.attachments", 1, isInstagram ? 10 : 30);
        faults.AtMost(content.Metadata, "message.metadata", 1000);
        if (content.Attachment is { Type: var type, Payload: { } payload } && type == AttachmentType.Template)
            DirectCardRules.Check(payload, isInstagram, faults);
        var replies = content.QuickReplies ?? [];
        faults.When(replies.Count > 13, "message.quick_replies", "may have at most 13 entries.");
        for (var i = 0; i < replies.Count; i++)
        {
            faults.AtMost(replies[i].Title, $"message.quick_replies[{i}].title", 20);
            faults.AtMost(replies[i].Payload, $"message.quick_replies[{i}].payload", 1000);
        }
    }

    private static void Text(string text, bool isInstagram, FaultList faults)
    {
        faults.Text(text, "message.text", isInstagram ? int.MaxValue : 2000);
        faults.When(
            isInstagram && Encoding.UTF8.GetByteCount(text) > 1000,
            "message.text",
            "may have at most 1000 bytes."
        );
    }
}
