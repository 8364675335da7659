using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces;

namespace Patchbay.Server.Messages;

/// <summary>The rows of <c>messages</c>.</summary>
public sealed class MessageStore(Database database, TimeProvider clock)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment";

    private static readonly string RankOfStatus =
        $"case status {string.Join(' ', StatusRules.Ladder.Select((status, rank) => $"when '{status}' then {rank}"))} else {StatusRules.Ladder.Length} end";

    /// <summary>False when this number has the message already.</summary>
    public async Task<bool> InsertAsync(DbSession session, MessageRow row) => await session.ExecuteAsync(
        """
        insert into messages (id, organization_id, environment, phone_id, waba_id, direction, type, content, wamid, contact_phone, contact_name,
            contact_id, business_scoped_user_id, username, status, error, occurred_at, created_at, updated_at)
        values (@Id, @OrganizationId, @Environment, @PhoneId, @WabaId, @Direction, @Type, @Content, @Wamid, @ContactPhone, @ContactName,
            @ContactId, @BusinessScopedUserId, @Username, @Status, @Error, @OccurredAt, @CreatedAt, @UpdatedAt)
        on conflict do nothing
        """, row) == 1;

    public Task InsertAsync(MessageRow row, CancellationToken cancellation) =>
        database.WriteAsync(session => InsertAsync(session, row), cancellation);

    /// <summary>What Meta answered to our send. A status that came in the meantime stays.</summary>
    public Task SettleAsync(
        Tenant tenant, Guid id, string status, string? wamid, string? contactId, string? error, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            $"""
            update messages set wamid = coalesce(wamid, @wamid), contact_id = coalesce(contact_id, @contactId),
                error = case when status = 'pending' then @error else error end,
                status = case when status = 'pending' then @status else status end, updated_at = @now
            where {OfTenant} and id = @id
            """,
            new { tenant.OrganizationId, tenant.Environment, id, status, wamid, contactId, error, now = clock.GetUtcNow() }), cancellation);

    /// <summary>
    /// The message a status speaks of: by Meta's id, else by ours that travelled along. A caller's own callback data may
    /// look like one of our ids, so ours counts only while Meta's id is not known.
    /// </summary>
    public Task<MessageRow?> FindForStatusAsync(DbSession session, Guid phoneId, string wamid, Guid? ours) =>
        session.FirstOrDefaultAsync<MessageRow>(
            """
            select * from messages where phone_id = @phoneId and (wamid = @wamid or (id = @ours and wamid is null and direction = 'outbound'))
            order by case when wamid = @wamid then 0 else 1 end limit 1
            """, new { phoneId, wamid, ours = ours ?? Guid.Empty });

    /// <summary>Moves a message forward only; a status that is no news changes nothing. The error is that of the status.</summary>
    public Task AdvanceAsync(DbSession session, Guid id, string status, string wamid, string? error) => session.ExecuteAsync(
        $"""
        update messages set status = @status, wamid = coalesce(wamid, @wamid), error = @error, updated_at = @now
        where id = @id and {RankOfStatus} < @rank
        """, new { id, status, wamid, error, rank = StatusRules.Rank(status), now = clock.GetUtcNow() });

    public Task<MessageRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<MessageRow>(
            $"select * from messages where {OfTenant} and id = @id", new { tenant.OrganizationId, tenant.Environment, id }), cancellation);

    public Task<(IReadOnlyList<MessageRow> Rows, int Total)> ListAsync(Tenant tenant, Guid phoneId, Page page, CancellationToken cancellation) =>
        database.ReadAsync(async session =>
        {
            var args = new { tenant.OrganizationId, tenant.Environment, phoneId, page.Limit, page.Offset };
            const string where = $"from messages where {OfTenant} and phone_id = @phoneId";
            return (await session.ListAsync<MessageRow>($"select * {where} order by occurred_at desc, id desc limit @Limit offset @Offset", args),
                await session.ScalarAsync<int>($"select count(*) {where}", args));
        }, cancellation);
}
