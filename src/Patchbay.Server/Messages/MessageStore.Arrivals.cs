using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>Messages that arrive, and changes of earlier messages.</content>
public sealed partial class MessageStore
{
    private static readonly RowUpdate<MessageRow> Changes = new RowColumns<MessageRow>()
        .Uuid("message_id", row => row.Id)
        .Text("type", row => row.Type)
        .Text("content", row => row.Content)
        .Text("details", row => row.Details)
        .Text("contact_phone", row => row.ContactPhone)
        .Text("contact_name", row => row.ContactName)
        .Text("contact_id", row => row.ContactId)
        .Text("business_scoped_user_id", row => row.BusinessScopedUserId)
        .Text("username", row => row.Username)
        .Text("status", row => row.Status)
        .Instant("occurred_at", row => row.OccurredAt)
        .Instant("updated_at", row => row.UpdatedAt)
        .Update(
            "messages",
            set: """
            type = given.type, content = given.content, details = given.details, contact_phone = given.contact_phone,
                contact_name = given.contact_name, contact_id = given.contact_id,
                business_scoped_user_id = given.business_scoped_user_id, username = given.username,
                status = given.status, occurred_at = given.occurred_at, updated_at = given.updated_at
            """,
            where: "messages.id = given.message_id"
        );

    /// <summary>
    /// Stores a batch in its order. A change that comes before its message leaves a row that waits for the message.
    /// </summary>
    /// <returns>
    /// By the id of each arrival's row: the message as it stands after it. A message that was known before is missing.
    /// </returns>
    public async Task<IReadOnlyDictionary<Guid, MessageRow>> TakeAsync(
        DbSession session,
        IReadOnlyList<MessageArrival> arrivals
    )
    {
        var messages = arrivals.Where(arrival => !arrival.IsChange).Select(arrival => arrival.Row).ToList();
        var added = await InsertAsync(session, messages);
        var batch = new ArrivalBatch(added);
        // Most batches have neither a change nor a message that is known.
        if (added.Count == arrivals.Count)
        {
            foreach (var row in messages)
                batch.Standing[row.Id] = row;
            return batch.Standing;
        }
        batch.Know(await OfSameIdsAsync(session, arrivals));
        batch.Take(arrivals);
        await WriteAsync(session, batch);
        return batch.Standing;
    }

    private async Task WriteAsync(DbSession session, ArrivalBatch batch)
    {
        var inserted = await InsertAsync(session, batch.New);
        await Changes.RunAsync(session, Updated(batch), row => row.Id);
        // Another server stored these messages in the meantime.
        var late = batch.Changes.Where(change => batch.IsLost(change, inserted)).ToList();
        if (late.Count == 0)
            return;
        batch.Know(await OfSameIdsAsync(session, late));
        batch.Take(late);
        await Changes.RunAsync(session, Updated(batch), row => row.Id);
    }

    private List<MessageRow> Updated(ArrivalBatch batch)
    {
        var now = clock.GetUtcNow();
        return [.. batch.TakeUpdated().Select(row => row with { UpdatedAt = now })];
    }

    private async Task<IReadOnlyList<MessageRow>> OfSameIdsAsync(
        DbSession session,
        IReadOnlyList<MessageArrival> arrivals
    )
    {
        var keys = arrivals.Select(arrival => ArrivalBatch.KeyOf(arrival.Row)).OfType<ArrivalKey>().ToHashSet();
        var found = await OfMidsAsync(session, keys);
        var ofNumbers = keys.Where(key => key.PhoneId is not null).ToList();
        if (ofNumbers.Count == 0)
            return found;
        var pairs = database.PairParameters([
            .. ofNumbers.Select(key => (key.PhoneId ?? Guid.Empty, key.ProviderMessageId)),
        ]);
        return [.. found, .. await OfPairsAsync(session, pairs)];
    }

    private async Task<List<MessageRow>> OfMidsAsync(DbSession session, HashSet<ArrivalKey> keys)
    {
        var found = new List<MessageRow>();
        foreach (var key in keys.Where(key => key.ConnectionId is not null))
        {
            if (await FindByMidAsync(session, key.ConnectionId ?? "", key.ProviderMessageId) is { } row)
                found.Add(row);
        }
        return found;
    }

    private Task<IReadOnlyList<MessageRow>> OfPairsAsync(DbSession session, object pairs) =>
        session.ListAsync<MessageRow>(
            $"""
            select * from messages where (phone_id, provider_message_id) {database.InPairs} {database.ForUpdateBy("id")}
            """,
            pairs
        );
}
