using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>The rows of <c>app_syncs</c> and <c>app_sync_chunks</c>.</summary>
public sealed class AppSyncStore(Database database, TimeProvider clock)
{
    private const string Columns = """
        organization_id = @OrganizationId, environment = @Environment, onboarded_at = @OnboardedAt,
            contacts_state = @ContactsState, contacts_requested_at = @ContactsRequestedAt,
            contacts_failures = @ContactsFailures, contacts_error = @ContactsError, history_state = @HistoryState,
            history_requested_at = @HistoryRequestedAt, history_failures = @HistoryFailures,
            history_error = @HistoryError, due_at = @DueAt, warned_at = @WarnedAt, phase = @Phase,
            progress = @Progress, is_declined = @IsDeclined, last_chunk_at = @LastChunkAt,
            finished_at = @FinishedAt, updated_at = @UpdatedAt
        """;

    public Task<AppSyncRow?> FindAsync(Tenant tenant, Guid phoneId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<AppSyncRow>(
                        $"select * from app_syncs where {Tenant.Filter} and phone_id = @phoneId",
                        new { phoneId }
                    ),
            cancellation
        );

    /// <summary>
    /// Returns connected numbers of the app whose current onboarding has no synchronization yet, while Meta accepts
    /// requests.
    /// </summary>
    public Task<IReadOnlyList<PhoneRow>> WithoutSyncAsync(int limit, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<PhoneRow>(
                    """
                    select phones.* from phones join connections on connections.id = phones.connection_id
                        left join app_syncs on app_syncs.phone_id = phones.id
                    where phones.is_coexistence and phones.disconnected_at is null and connections.status = 'connected'
                        and (app_syncs.phone_id is null or app_syncs.onboarded_at < phones.onboarded_at)
                        and coalesce(phones.onboarded_at, phones.created_at) > @earliest
                    order by phones.created_at, phones.id limit @limit
                    """,
                    new { limit, earliest = clock.GetUtcNow() - AppSyncRules.Window }
                ),
            cancellation
        );

    /// <summary>
    /// Claims rows that are due. No other server claims them until <paramref name="lease"/> is over.
    /// </summary>
    public Task<IReadOnlyList<AppSyncRow>> ClaimAsync(int limit, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ListAsync<AppSyncRow>(
                    $"""
                    update app_syncs set due_at = @until where phone_id in (select phone_id from app_syncs
                        where due_at <= @now order by due_at, phone_id limit @limit {database.SkipLocked})
                    returning *
                    """,
                    new
                    {
                        now = clock.GetUtcNow(),
                        until = clock.GetUtcNow() + lease,
                        limit,
                    }
                ),
            cancellation
        );

    /// <summary>Postpones the row of a disconnected number, which may be connected again before the deadline.</summary>
    public Task PutOffAsync(AppSyncRow row, CancellationToken cancellation)
    {
        var deadline = AppSyncRules.DeadlineOf(row);
        DateTimeOffset? due = clock.GetUtcNow() < deadline ? clock.GetUtcNow() + AppSyncRules.LongestWait : null;
        return database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "update app_syncs set due_at = @due where phone_id = @PhoneId",
                    new { row.PhoneId, due }
                ),
            cancellation
        );
    }

    /// <summary>
    /// Returns the row of a number, locked until the transaction ends, and makes one when there is none.
    /// </summary>
    public async Task<AppSyncRow> LockAsync(DbSession session, PhoneRow phone)
    {
        var added = AppSyncRules.New(phone, clock.GetUtcNow());
        await session.ExecuteAsync(
            """
            insert into app_syncs (phone_id, organization_id, environment, onboarded_at, contacts_state,
                contacts_failures, history_state, history_failures, due_at, progress, is_declined, created_at,
                updated_at)
            values (@PhoneId, @OrganizationId, @Environment, @OnboardedAt, @ContactsState, 0, @HistoryState, 0, @DueAt,
                0, @IsDeclined, @CreatedAt, @UpdatedAt)
            on conflict do nothing
            """,
            added
        );
        return await session.FirstOrDefaultAsync<AppSyncRow>(
                $"select * from app_syncs where phone_id = @Id {database.ForUpdate}",
                new { phone.Id }
            ) ?? added;
    }

    public Task SaveAsync(DbSession session, AppSyncRow row) =>
        session.ExecuteAsync(
            $"update app_syncs set {Columns} where phone_id = @PhoneId",
            row with
            {
                UpdatedAt = clock.GetUtcNow(),
            }
        );

    /// <summary>Forgets the chunks of an earlier onboarding.</summary>
    public Task ForgetChunksAsync(DbSession session, Guid phoneId) =>
        session.ExecuteAsync("delete from app_sync_chunks where phone_id = @phoneId", new { phoneId });

    public Task AddChunkAsync(DbSession session, Guid phoneId, long phase, long order) =>
        session.ExecuteAsync(
            """
            insert into app_sync_chunks (phone_id, phase, chunk_order) values (@phoneId, @phase, @order)
                on conflict do nothing
            """,
            new
            {
                phoneId,
                phase,
                order,
            }
        );

    public async Task<IReadOnlyList<(long Phase, long Order)>> ChunksAsync(DbSession session, Guid phoneId) =>
        [
            .. (
                await session.ListAsync<ChunkRow>(
                    "select phase, chunk_order from app_sync_chunks where phone_id = @phoneId",
                    new { phoneId }
                )
            ).Select(chunk => (chunk.Phase, chunk.ChunkOrder)),
        ];

    public Task<IReadOnlyList<(long Phase, long Order)>> ChunksAsync(Guid phoneId, CancellationToken cancellation) =>
        database.ReadAsync(session => ChunksAsync(session, phoneId), cancellation);

    private sealed class ChunkRow
    {
        public required long Phase { get; init; }
        public required long ChunkOrder { get; init; }
    }
}
