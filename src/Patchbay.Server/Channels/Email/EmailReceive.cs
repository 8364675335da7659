using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Email;

/// <summary>The owner of a posted mail.</summary>
internal sealed record EmailOwner(AccountRow Account) : Owner(Account.Tenant, Account.Channel);

/// <summary>A posted mail.</summary>
internal sealed class EmailWork(OwnedEvent owned, Func<DbSession, EmailWork, Task> apply) : InboundWork(owned)
{
    public AccountRow Account => ((EmailOwner)Owner).Account;

    public override Task ApplyAsync(DbSession session) => apply(session, this);
}

/// <summary>Turns posted mails into history and events. Only the event contains the bytes of attached files.</summary>
internal sealed class EmailReceive(AccountStore accounts, MessageStore messages, OutgoingEvents events, Ids ids)
    : ChannelReceive
{
    public override async Task<IReadOnlyList<OwnedSubject>> OwnersAsync(
        DbSession session,
        string environment,
        bool isNumber,
        IReadOnlySet<string> ids
    )
    {
        // E-mail accounts are identified by UUIDs; Meta's ids consist of digits.
        var own = ids.Select(id => Guid.TryParseExact(id, "D", out var value) ? value : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .ToList();
        if (isNumber || own.Count == 0)
            return [];
        var rows = await accounts.OfIdsAsync(session, environment, EmailKind.Settings.Name, own);
        return [.. rows.Select(account => new OwnedSubject(account.Id.ToString(), new EmailOwner(account)))];
    }

    public override Task<IReadOnlyList<InboundWork>> PrepareAsync(DbSession session, IReadOnlyList<OwnedEvent> owned) =>
        Task.FromResult<IReadOnlyList<InboundWork>>([.. owned.Select(WorkOf)]);

    private EmailWork WorkOf(OwnedEvent owned) =>
        new(owned, ReceivedAsync) { IsTold = ((EmailOwner)owned.Owner).Account.IsActive };

    private async Task ReceivedAsync(DbSession session, EmailWork work)
    {
        // Only the mail receiver, which checks the signature, stores events with this object name.
        if (work.Row.Object != MailEvents.Object)
            return;
        var (mail, _) = InboundMailRules.Read(work.Row.Change);
        if (mail is null)
            return; // not reached: the receiver stores only valid mails
        var message = RowOf(work, mail);
        if (!await messages.InsertAsync(session, message))
            return;
        var content = Wire.Text(mail.Content, MailJson.Default.MailContent);
        var e = MailEvents.NewEvent(EventNames.MessageReceived, work.Account, message, message.Status, content);
        work.Tell(session, events, e);
    }

    private MessageRow RowOf(EmailWork work, ReadMail mail)
    {
        var (account, at, content) = (work.Account, work.Row.ReceivedAt, mail.Content);
        return new MessageRow
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
            Details = mail.Details.Write(),
            Status = StatusRules.Received,
            OccurredAt = at,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }
}
