using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Email;

/// <summary>Turns a stored mail into history and an event. The event carries the files' bytes, history does not.</summary>
internal sealed class MailProjection(MessageStore messages, OutgoingEvents events, Ids ids)
{
    public async Task ReceivedAsync(DbSession session, InboundEventRow row, AccountRow account)
    {
        var (mail, _) = InboundMailRules.Read(row.Change);
        var content = mail!.Content; // what is not good is refused before it is stored
        var message = new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = account.OrganizationId,
            Environment = account.Environment,
            Channel = account.Channel,
            AccountId = account.Id,
            Direction = MessageDirection.Inbound,
            Type = MailEvents.Type,
            Content = Wire.Text(content.WithoutBytes(), MailJson.Default.MailContent),
            ProviderMessageId = content.MessageId,
            ContactId = content.From,
            ContactName = mail.SenderName,
            Status = StatusRules.Received,
            OccurredAt = row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
        if (!await messages.InsertAsync(session, message))
            return;
        await events.PublishAsync(
            session,
            account.Tenant,
            MailEvents.NewEvent(
                EventNames.MessageReceived,
                account,
                message,
                message.Status,
                Wire.Text(content, MailJson.Default.MailContent)
            )
        );
    }
}
