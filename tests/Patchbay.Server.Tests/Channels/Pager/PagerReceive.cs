using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Tests.Channels.Pager;

internal sealed record PagerOwner(AccountRow Account) : Owner(Account.Tenant, Account.Channel);

internal sealed class PagerWork(OwnedEvent owned, Func<DbSession, PagerWork, Task> apply) : InboundWork(owned)
{
    public AccountRow Account => ((PagerOwner)Owner).Account;

    public override Task ApplyAsync(DbSession session) => apply(session, this);
}

/// <summary>Turns posted answers into history and events.</summary>
internal sealed class PagerReceive(AccountStore accounts, MessageStore messages, OutgoingEvents events, Ids ids)
    : ChannelReceive
{
    public override async Task<IReadOnlyList<OwnedSubject>> OwnersAsync(
        DbSession session,
        string environment,
        bool isNumber,
        IReadOnlySet<string> subjects
    )
    {
        var own = subjects.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToList();
        if (isNumber || own.Count == 0)
            return [];
        var rows = await accounts.OfIdsAsync(session, environment, PagerKind.Settings.Name, own);
        return [.. rows.Select(account => new OwnedSubject(account.Id.ToString(), new PagerOwner(account)))];
    }

    public override Task<IReadOnlyList<InboundWork>> PrepareAsync(DbSession session, IReadOnlyList<OwnedEvent> owned) =>
        Task.FromResult<IReadOnlyList<InboundWork>>([
            .. owned.Select(e => new PagerWork(e, ReceivedAsync) { IsTold = ((PagerOwner)e.Owner).Account.IsActive }),
        ]);

    private async Task ReceivedAsync(DbSession session, PagerWork work)
    {
        using var page = JsonDocument.Parse(work.Row.Change);
        var row = RowOf(work, page.RootElement);
        if (await messages.InsertAsync(session, row))
            work.Tell(session, events, EventOf(work.Account, row));
    }

    private MessageRow RowOf(PagerWork work, JsonElement page) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = work.Account.OrganizationId,
            Environment = work.Account.Environment,
            Channel = work.Account.Channel,
            ConnectionId = work.Account.ConnectionId,
            Direction = MessageDirection.Inbound,
            Type = PagerKind.MessageType,
            Content = PagerKind.ContentOf(page.Text("text") ?? ""),
            ProviderMessageId = page.Text("id"),
            ContactId = page.Text("from"),
            Status = StatusRules.Received,
            OccurredAt = work.Row.ReceivedAt,
            CreatedAt = work.Row.ReceivedAt,
            UpdatedAt = work.Row.ReceivedAt,
        };

    private static NewEvent EventOf(AccountRow account, MessageRow row)
    {
        var data = new MessageEvent
        {
            MessageId = row.Id,
            Channel = row.Channel,
            ConnectionId = row.ConnectionId,
            AccountId = account.Id,
            ContactId = row.ContactId,
            Direction = row.Direction,
            Type = row.Type,
            Content = JsonLists.Raw(row.Content),
            Mid = row.ProviderMessageId,
            Status = row.Status,
            Timestamp = row.OccurredAt,
        };
        var text = Wire.Text(data, MessageJson.Default.MessageEvent);
        return new NewEvent(EventNames.MessageReceived, row.OccurredAt, text)
        {
            Contact = row.ContactId,
            ConnectionId = row.ConnectionId,
        };
    }
}
