using MimeKit;

namespace Patchbay.Server.Channels.Email;

/// <summary>Makes the MIME message of a mail.</summary>
internal static class MailComposer
{
    /// <summary>A Message-ID that reveals nothing about this machine.</summary>
    public static string MessageId(Guid id, string fromAddress) => $"<{id:N}@{MailAddressRules.DomainOf(fromAddress)}>";

    public static MimeMessage Compose(MailSettings settings, MailDraft draft, string messageId, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            MessageId = messageId.Trim('<', '>'),
            Date = now.ToUniversalTime(),
            Subject = draft.Subject,
        };
        message.From.Add(new MailboxAddress(settings.FromName, settings.FromAddress));
        message.To.Add(new MailboxAddress(null, draft.To));
        if (draft.InReplyTo is { } answered)
        {
            message.InReplyTo = answered.Trim('<', '>');
            message.References.Add(message.InReplyTo);
        }
        message.Body = new BodyBuilder { TextBody = draft.Text, HtmlBody = draft.Html }.ToMessageBody();
        return message;
    }
}
