using System.Text;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Messenger;

/// <summary>Meta's limits on messages of Instagram and Messenger.</summary>
public static class DirectMessageRules
{
    /// <summary>Lists all faults of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isInstagram">Whether the message goes to Instagram, which has other limits than Messenger.</param>
    /// <returns>The faults; none when the message may be sent.</returns>
    /// <remarks>Sending runs this check itself.</remarks>
    public static IReadOnlyList<MessageFault> Check(DirectMessage message, bool isInstagram)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = new FaultList();
        if (message.Message is { } content)
            Content(content, isInstagram, faults);
        return faults.Found;
    }

    internal static void Ensure(DirectMessage message, bool isInstagram)
    {
        var faults = Check(message, isInstagram);
        if (faults.Count > 0)
            throw new InvalidMessageException(faults);
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
