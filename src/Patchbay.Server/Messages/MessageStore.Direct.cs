using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <content>Messages of Instagram and Messenger, which connection and mid identify.</content>
public sealed partial class MessageStore
{
    // Bounds the messages that one receipt moves: a person who reads a message has rarely more unread messages.
    private const int MostAtOnce = 200;

    private static readonly RowUpdate<MessageRow> Details = new RowColumns<MessageRow>()
        .Uuid("message_id", row => row.Id)
        .Text("details", row => row.Details)
        .Update("messages", set: "details = given.details", where: "messages.id = given.message_id");

    public Task<MessageRow?> FindByMidAsync(DbSession session, string connectionId, string mid) =>
        session.FirstOrDefaultAsync<MessageRow>(
            "select * from messages where connection_id = @connectionId and provider_message_id = @mid",
            new { connectionId, mid }
        );

    /// <summary>
    /// Returns sends to a person that Meta has not answered yet, oldest first. An echo may belong to one of them.
    /// </summary>
    public Task<IReadOnlyList<MessageRow>> WithoutAnswerAsync(
        DbSession session,
        string connectionId,
        string contactId
    ) =>
        session.ListAsync<MessageRow>(
            """
            select * from messages where connection_id = @connectionId and contact_id = @contactId
                and direction = 'outbound' and provider_message_id is null and status in ('pending', 'unknown')
                order by occurred_at, id limit 50
            """,
            new { connectionId, contactId }
        );

    /// <summary>
    /// Moves every message sent to a person until an instant to a status. Returns the rows that moved.
    /// </summary>
    public Task<IReadOnlyList<MessageRow>> AdvanceUntilAsync(
        DbSession session,
        string connectionId,
        string contactId,
        DateTimeOffset until,
        string status
    ) =>
        session.ListAsync<MessageRow>(
            $"""
            update messages set status = @status, updated_at = @now where id in (select id from messages
                where connection_id = @connectionId and contact_id = @contactId and direction = 'outbound'
                and occurred_at <= @until and status in ('accepted', 'sent', 'delivered') and {RankOfStatus} < @rank
                order by occurred_at desc, id desc limit {MostAtOnce})
            returning *
            """,
            new
            {
                connectionId,
                contactId,
                until,
                status,
                rank = StatusRules.Rank(status),
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Stores the details that a status brought for the messages that it moved.</summary>
    public Task KeepDetailsAsync(DbSession session, IReadOnlyList<MessageRow> rows) =>
        Details.RunAsync(session, rows, row => row.Id);

    /// <summary>
    /// Returns until when a person may be written to without a tag; null when, as far as we know, they may not.
    /// </summary>
    public Task<DateTimeOffset?> DirectWindowAsync(
        string connectionId,
        string contactId,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>(
                    """
                    select max(occurred_at) from messages where connection_id = @connectionId
                        and contact_id = @contactId and direction = 'inbound'
                    """,
                    new { connectionId, contactId }
                )
                    is { } last
                && DateTimeOffset.FromUnixTimeMilliseconds(last) + StatusRules.CustomerWindow is var until
                && until > clock.GetUtcNow()
                    ? until
                    : (DateTimeOffset?)null,
            cancellation
        );

    public Task<(IReadOnlyList<MessageRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        string connectionId,
        Page page,
        CancellationToken cancellation
    ) => PageAsync(tenant, "connection_id = @owner", connectionId, page, cancellation);

    // An echo that came before the answer, and could not be matched with this send, has made a row of its own.
    private static Task<int> ForgetTwinAsync(DbSession session, MessageRow sent, string mid) =>
        session.ExecuteAsync(
            "delete from messages where connection_id = @ConnectionId and provider_message_id = @mid and id <> @Id",
            new
            {
                sent.ConnectionId,
                sent.Id,
                mid,
            }
        );
}
