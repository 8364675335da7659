using System.Text.Json;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Sends a mail at most once: its row is there before the server is called, and a lost answer leaves it as unknown rather
/// than sending again.
/// </summary>
internal sealed partial class MailSender(
    MailAccounts mails,
    MailTransport transport,
    MessageStore messages,
    OutgoingEvents events,
    Database database,
    Ids ids,
    TimeProvider clock,
    ILogger<MailSender> logger
)
{
    private static readonly Problem NotActive = new(409, "account_not_active", "This account is switched off.");

    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(
        AccountRow account,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        var (draft, problem) = MailDraftRules.Read(body);
        if (problem is not null)
            return (null, problem);
        if (!account.IsActive)
            return (null, NotActive);
        var settings = await mails.SettingsAsync(account, cancellation);
        var row = NewRow(account, settings, draft!);
        await messages.InsertAsync(row, cancellation);
        // From here on the outcome is stored even if the caller goes away.
        var outcome = await transport.SendAsync(
            account.Environment,
            settings,
            MailComposer.Compose(settings, draft!, row.ProviderMessageId!, row.OccurredAt)
        );
        await SettleAsync(account, row, outcome);
        return (await messages.FindAsync(account.Tenant, row.Id, CancellationToken.None), ProblemOf(outcome));
    }

    private Task SettleAsync(AccountRow account, MessageRow row, MailOutcome outcome) =>
        database.WriteAsync(
            async session =>
            {
                if (outcome.Fault is { } fault)
                {
                    Log.NotSent(logger, row.Id, outcome.IsUnknown, fault.Code, fault.ReplyCode);
                    var error = Wire.Text(
                        new MessageError(fault.ReplyCode, fault.Code, fault.Message),
                        MessageJson.Default.MessageError
                    );
                    await messages.SettleAsync(
                        session,
                        row,
                        outcome.IsUnknown ? StatusRules.Unknown : StatusRules.Failed,
                        error
                    );
                }
                else if (await messages.SettleAsync(session, row, StatusRules.Sent, null))
                {
                    await events.PublishAsync(
                        session,
                        account.Tenant,
                        MailEvents.NewEvent(EventNames.MessageSent, account, row, StatusRules.Sent, row.Content)
                    );
                }
            },
            CancellationToken.None
        );

    private static Problem? ProblemOf(MailOutcome outcome) =>
        outcome is { Fault: { } fault, IsUnknown: false }
            ? new Problem(
                502,
                "mail_" + fault.Code,
                fault.ReplyCode is { } reply ? $"{fault.Message} Its answer was {reply}." : fault.Message
            )
            : null;

    private MessageRow NewRow(AccountRow account, MailSettings settings, MailDraft draft)
    {
        var (id, now) = (ids.Uuid(), clock.GetUtcNow());
        var messageId = MailComposer.MessageId(id, settings.FromAddress);
        var content = new MailContent
        {
            From = settings.FromAddress,
            To = [draft.To],
            Subject = draft.Subject,
            Text = draft.Text,
            Html = draft.Html,
            MessageId = messageId,
            InReplyTo = draft.InReplyTo,
        };
        return new MessageRow
        {
            Id = id,
            OrganizationId = account.OrganizationId,
            Environment = account.Environment,
            Channel = account.Channel,
            AccountId = account.Id,
            Direction = MessageDirection.Outbound,
            Type = MailEvents.Type,
            Content = Wire.Text(content, MailJson.Default.MailContent),
            ProviderMessageId = messageId,
            ContactId = draft.To,
            Status = StatusRules.Pending,
            OccurredAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(
            310,
            LogLevel.Warning,
            "Mail {MessageId} was not sent (outcome unknown: {OutcomeUnknown}, why: {Code}, reply: {ReplyCode})."
        )]
        public static partial void NotSent(
            ILogger logger,
            Guid messageId,
            bool outcomeUnknown,
            string code,
            int? replyCode
        );
    }
}
