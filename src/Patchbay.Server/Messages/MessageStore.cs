using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces;

namespace Patchbay.Server.Messages;

/// <summary>The rows of <c>messages</c>.</summary>
public sealed partial class MessageStore(Database database, TimeProvider clock)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment";

    private static readonly string RankOfStatus =
        $"case status {string.Join(' ', StatusRules.Ladder.Select((status, rank) => $"when '{status}' then {rank}"))} else {StatusRules.Ladder.Length} end";

    /// <summary>False when this number or connection has the message already.</summary>
    public async Task<bool> InsertAsync(DbSession session, MessageRow row) => await session.ExecuteAsync(
        """
        insert into messages (id, organization_id, environment, channel, connection_id, account_id, phone_id, waba_id, direction, type, content, wamid, contact_phone, contact_name,
            contact_id, business_scoped_user_id, username, status, error, occurred_at, created_at, updated_at)
        values (@Id, @OrganizationId, @Environment, @Channel, @ConnectionId, @AccountId, @PhoneId, @WabaId, @Direction, @Type, @Content, @Wamid, @ContactPhone, @ContactName,
            @ContactId, @BusinessScopedUserId, @Username, @Status, @Error, @OccurredAt, @CreatedAt, @UpdatedAt)
        on conflict do nothing
        """, row) == 1;

    public Task InsertAsync(MessageRow row, CancellationToken cancellation) =>
        database.WriteAsync(session => InsertAsync(session, row), cancellation);

    /// <summary>What Meta answered to our send. A status that came in the meantime stays.</summary>
    public Task SettleAsync(MessageRow sent, string status, string? wamid, string? contactId, string? error, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            if (sent.ConnectionId is not null && wamid is not null) await ForgetTwinAsync(session, sent, wamid);
            await session.ExecuteAsync(
                $"""
                update messages set wamid = coalesce(wamid, @wamid), contact_id = coalesce(contact_id, @contactId),
                    error = case when status = 'pending' then @error else error end,
                    status = case when status = 'pending' then @status else status end, updated_at = @now
                where {OfTenant} and id = @Id
                """,
                new { sent.OrganizationId, sent.Environment, sent.Id, status, wamid, contactId, error, now = clock.GetUtcNow() });
        }, cancellation);

    /// <summary>
    /// Marks sends as unknown that got no answer: their server died between the row and the answer. A status webhook settles
    /// them; nothing sends them again.
    /// </summary>
    public Task<int> GiveUpPendingAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            update messages set status = 'unknown', updated_at = @now where status = 'pending' and id in (
                select id from messages where status = 'pending' and created_at < @before order by created_at limit @rows)
            """, new { now, before = now - StatusRules.AnswerTakesAtMost, rows }), cancellation);

    /// <summary>Notes that a contact wrote: it may get free-form messages for a day.</summary>
    public Task OpenWindowAsync(DbSession session, Guid phoneId, string contact, DateTimeOffset wroteAt) => session.ExecuteAsync(
        """
        insert into contact_windows (phone_id, contact, expires_at) values (@phoneId, @contact, @until)
        on conflict (phone_id, contact) do update set expires_at = excluded.expires_at where excluded.expires_at > contact_windows.expires_at
        """, new { phoneId, contact, until = wroteAt + StatusRules.CustomerWindow });

    /// <summary>Until when the contact of a message may get free-form messages; null when it may not, as far as we know.</summary>
    public Task<DateTimeOffset?> WindowAsync(MessageRow row, CancellationToken cancellation) => row switch
    {
        { PhoneId: { } phone } => WindowAsync(phone, row.ContactPhone ?? row.BusinessScopedUserId, cancellation),
        { ConnectionId: { } connection, ContactId: { } person } => DirectWindowAsync(connection, person, cancellation),
        _ => Task.FromResult<DateTimeOffset?>(null),
    };

    /// <summary>Until when a contact may get free-form messages; null when it may not, as far as we know.</summary>
    public Task<DateTimeOffset?> WindowAsync(Guid phoneId, string? contact, CancellationToken cancellation) => database.ReadAsync(async session =>
        await session.ScalarAsync<long?>(
            "select expires_at from contact_windows where phone_id = @phoneId and contact = @contact and expires_at > @now",
            new { phoneId, contact, now = clock.GetUtcNow() }) is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : (DateTimeOffset?)null, cancellation);

    public Task<int> PruneWindowsAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            delete from contact_windows where (phone_id, contact) in (
                select phone_id, contact from contact_windows where expires_at <= @now order by expires_at limit @rows)
            """, new { now, rows }), cancellation);

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

    /// <summary>Moves a message forward only; a status that is no news changes nothing, and the answer is false. The error is that of the status.</summary>
    public async Task<bool> AdvanceAsync(DbSession session, Guid id, string status, string wamid, string? error) => await session.ExecuteAsync(
        $"""
        update messages set status = @status, wamid = coalesce(wamid, @wamid), error = @error, updated_at = @now
        where id = @id and {RankOfStatus} < @rank
        """, new { id, status, wamid, error, rank = StatusRules.Rank(status), now = clock.GetUtcNow() }) == 1;

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
