using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Messages;

/// <summary>The rows of <c>messages</c>.</summary>
public sealed partial class MessageStore(Database database, TimeProvider clock)
{
    private static readonly RowWriter<MessageRow> Rows = new RowColumns<MessageRow>()
        .Uuid("id", row => row.Id)
        .Uuid("organization_id", row => row.OrganizationId)
        .Text("environment", row => row.Environment)
        .Text("channel", row => row.Channel)
        .Text("connection_id", row => row.ConnectionId)
        .Uuid("account_id", row => row.AccountId)
        .Uuid("phone_id", row => row.PhoneId)
        .Uuid("waba_id", row => row.WabaId)
        .Text("direction", row => row.Direction)
        .Text("type", row => row.Type)
        .Text("content", row => row.Content)
        .Text("provider_message_id", row => row.ProviderMessageId)
        .Text("contact_phone", row => row.ContactPhone)
        .Text("contact_name", row => row.ContactName)
        .Text("contact_id", row => row.ContactId)
        .Text("business_scoped_user_id", row => row.BusinessScopedUserId)
        .Text("username", row => row.Username)
        .Text("status", row => row.Status)
        .Text("source", row => row.Source)
        .Text("error", row => row.Error)
        .Text("details", row => row.Details)
        .Instant("occurred_at", row => row.OccurredAt)
        .Instant("created_at", row => row.CreatedAt)
        .Instant("updated_at", row => row.UpdatedAt)
        .InsertInto("messages", "on conflict do nothing");

    /// <summary>
    /// Inserts messages. Returns the ids of the rows that were new to their number, connection or account.
    /// </summary>
    public Task<IReadOnlySet<Guid>> InsertAsync(DbSession session, IReadOnlyList<MessageRow> rows) =>
        Rows.InsertNewAsync(session, rows, row => row.Id);

    /// <summary>
    /// Inserts a message. Returns false when its number, connection or account has the message already.
    /// </summary>
    public async Task<bool> InsertAsync(DbSession session, MessageRow row) =>
        (await InsertAsync(session, [row])).Count == 1;

    public Task InsertAsync(MessageRow row, CancellationToken cancellation) =>
        database.WriteAsync(session => InsertAsync(session, [row]), cancellation);

    /// <summary>Stores Meta's answer to a send. A status that came in the meantime stays.</summary>
    public Task SettleAsync(
        MessageRow sent,
        string status,
        string? providerMessageId,
        string? contactId,
        string? error,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                if (sent.ConnectionId is not null && providerMessageId is not null)
                    await ForgetTwinAsync(session, sent, providerMessageId);
                await session
                    .Of(sent.Tenant)
                    .ExecuteAsync(
                        $"""
                        update messages set provider_message_id = coalesce(provider_message_id, @providerMessageId),
                            contact_id = coalesce(contact_id, @contactId),
                            error = case when status = 'pending' then @error else error end,
                            status = case when status = 'pending' then @status else status end, updated_at = @now
                        where {Tenant.Filter} and id = @Id
                        """,
                        new
                        {
                            sent.Id,
                            status,
                            providerMessageId,
                            contactId,
                            error,
                            now = clock.GetUtcNow(),
                        }
                    );
            },
            cancellation
        );

    /// <summary>
    /// Marks sends that got no answer as unknown, because their server died between storing the row and the answer. A
    /// status webhook settles them; nothing sends them again.
    /// </summary>
    public Task<int> GiveUpPendingAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update messages set status = 'unknown', updated_at = @now where status = 'pending'
                        and id in (select id from messages where status = 'pending' and created_at < @before
                        order by created_at limit @rows)
                    """,
                    new
                    {
                        now,
                        before = now - StatusRules.AnswerTakesAtMost,
                        rows,
                    }
                ),
            cancellation
        );

    public Task<MessageRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<MessageRow>(
                        $"select * from messages where {Tenant.Filter} and id = @id",
                        new { id }
                    ),
            cancellation
        );

    public Task<(IReadOnlyList<MessageRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Guid phoneId,
        Page page,
        CancellationToken cancellation
    ) => PageAsync(tenant, "phone_id = @owner", phoneId, page, cancellation);

    private Task<(IReadOnlyList<MessageRow> Rows, int Total)> PageAsync<TOwner>(
        Tenant tenant,
        string where,
        TOwner owner,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<MessageRow>(
                        page,
                        $"from messages where {Tenant.Filter} and {where}",
                        "occurred_at desc, id desc",
                        new { owner }
                    ),
            cancellation
        );
}
