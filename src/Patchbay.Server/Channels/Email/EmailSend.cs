using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Email;

/// <summary>Sends mails through an account's SMTP server.</summary>
internal sealed class EmailSend(
    MailAccounts mails,
    MailTransport transport,
    MessageSend send,
    OutgoingEvents events,
    Ids ids,
    TimeProvider clock
) : ChannelSend
{
    public override async Task<Outcome<MessageRow>> SendAsync(
        MessageOrigin origin,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        if (!MailDraftRules.Read(body).TryGet(out var draft, out var problem))
            return problem;
        if (origin.Account is not { } account)
            return AccountProblems.AccountNotFound;
        var settings = await mails.SettingsAsync(account, cancellation);
        var row = NewRow(account, settings, draft);
        return await send.RunAsync(
            row,
            () => CallAsync(account, settings, draft, row),
            cancellation,
            // No webhook reports later that the server accepted the mail, so this publishes the event now.
            session =>
                events.PublishAsync(
                    session,
                    account.Tenant,
                    MailEvents.NewEvent(EventNames.MessageSent, account, row, StatusRules.Sent, row.Content)
                )
        );
    }

    private async Task<SendResult> CallAsync(AccountRow account, MailSettings settings, MailDraft draft, MessageRow row)
    {
        var mail = MailComposer.Compose(settings, draft, row.ProviderMessageId ?? "", row.OccurredAt);
        var outcome = await transport.SendAsync(account.Environment, settings, mail);
        if (outcome.Fault is not { } fault)
            return new SendResult { Status = StatusRules.Sent };
        return new SendResult
        {
            Status = outcome.IsUnknown ? StatusRules.Unknown : StatusRules.Failed,
            Error = new MessageError(fault.ReplyCode, fault.Code, fault.Message),
            Problem = outcome.IsUnknown ? null : ProblemOf(fault),
        };
    }

    private static Problem ProblemOf(MailFault fault) =>
        new(
            502,
            "mail_" + fault.Code,
            fault.ReplyCode is { } reply ? $"{fault.Message} The server's reply code was {reply}." : fault.Message
        );

    private MessageRow NewRow(AccountRow account, MailSettings settings, MailDraft draft)
    {
        var (id, now) = (ids.Uuid(), clock.GetUtcNow());
        var messageId = MailComposer.MessageId(id, settings.FromAddress);
        var content = ContentOf(settings, draft, messageId);
        return new MessageRow
        {
            Id = id,
            OrganizationId = account.OrganizationId,
            Environment = account.Environment,
            Channel = account.Channel,
            AccountId = account.Id,
            Direction = MessageDirection.Outbound,
            Source = MessageSource.Api,
            Type = MailEvents.Type,
            Content = Wire.Text(content, MailJson.Default.MailContent),
            ProviderMessageId = messageId,
            ContactId = draft.To,
            Details = draft.InReplyTo is { } answered ? MailContext.DetailsOf(answered).Write() : null,
            Status = StatusRules.Pending,
            OccurredAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static MailContent ContentOf(MailSettings settings, MailDraft draft, string messageId) =>
        new()
        {
            From = settings.FromAddress,
            To = [draft.To],
            Subject = draft.Subject,
            Text = draft.Text,
            Html = draft.Html,
            MessageId = messageId,
            InReplyTo = draft.InReplyTo,
        };
}
