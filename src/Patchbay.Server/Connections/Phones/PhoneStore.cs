using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>The rows of <c>phones</c>.</summary>
public sealed partial class PhoneStore(Database database, TimeProvider clock)
{
    public static SecretPlace PinPlace(Guid organizationId, Guid id) =>
        new(organizationId, "phones", id.ToString(), "pin");

    public Task<PhoneRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<PhoneRow>(
                        $"select * from phones where {Tenant.Filter} and id = @id and disconnected_at is null",
                        new { id }
                    ),
            cancellation
        );

    /// <summary>Finds a number for the webhook receivers, which know an address and no tenant.</summary>
    public Task<PhoneRow?> FindByAddressAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<PhoneRow>(
                    "select * from phones where id = @id and disconnected_at is null",
                    new { id }
                ),
            cancellation
        );

    public Task<PhoneRow?> FindByNumberAsync(DbSession session, Tenant tenant, Guid wabaId, string phoneNumber) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<PhoneRow>(
                $"""
                select * from phones where {Tenant.Filter} and waba_id = @wabaId and phone_number = @phoneNumber
                    and disconnected_at is null
                """,
                new { wabaId, phoneNumber }
            );

    /// <summary>Applies a webhook about a number. Parts that the webhook does not mention stay.</summary>
    public Task ApplyUpdateAsync(
        DbSession session,
        Guid id,
        string? messagingLimitTier,
        string? nameStatus,
        string? verifiedName
    ) =>
        session.ExecuteAsync(
            """
            update phones set messaging_limit_tier = coalesce(@messagingLimitTier, messaging_limit_tier),
                name_status = coalesce(@nameStatus, name_status),
                verified_name = coalesce(@verifiedName, verified_name), updated_at = @now
            where id = @id
            """,
            new
            {
                id,
                messagingLimitTier,
                nameStatus,
                verifiedName,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Applies a webhook about all numbers of an account.</summary>
    public Task ApplyLimitAsync(DbSession session, Tenant tenant, Guid wabaId, string messagingLimitTier) =>
        session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update phones set messaging_limit_tier = @messagingLimitTier, updated_at = @now
                    where {Tenant.Filter} and waba_id = @wabaId and disconnected_at is null
                """,
                new
                {
                    wabaId,
                    messagingLimitTier,
                    now = clock.GetUtcNow(),
                }
            );

    /// <summary>Returns numbers for webhooks, which name them by Meta's ids and name no tenant.</summary>
    public Task<IReadOnlyList<PhoneRow>> OfMetaIdsAsync(
        DbSession session,
        string environment,
        IReadOnlyCollection<string> metaIds
    ) =>
        session.ListAsync<PhoneRow>(
            $"""
            select * from phones where environment = @environment and meta_phone_number_id {database.InList("metaIds")}
                and disconnected_at is null
            """,
            new { environment, metaIds = database.ListParameter(metaIds) }
        );

    public Task<IReadOnlyList<PhoneRow>> OfWabaAsync(Tenant tenant, Guid wabaId, CancellationToken cancellation) =>
        database.ReadAsync(session => OfWabaAsync(session, tenant, wabaId), cancellation);

    public Task<IReadOnlyList<PhoneRow>> OfWabaAsync(DbSession session, Tenant tenant, Guid wabaId) =>
        session
            .Of(tenant)
            .ListAsync<PhoneRow>(
                $"""
                select * from phones where {Tenant.Filter} and waba_id = @wabaId and disconnected_at is null
                    order by created_at, id
                """,
                new { wabaId }
            );

    public Task<(IReadOnlyList<PhoneRow> Rows, int Total)> ListAsync(
        Tenant tenant,
        Page page,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .PageAsync<PhoneRow>(
                        page,
                        $"from phones where {Tenant.Filter} and disconnected_at is null",
                        "created_at desc, id desc"
                    ),
            cancellation
        );

    /// <summary>Finds the live number of a connection.</summary>
    public Task<PhoneRow?> FindByConnectionAsync(Tenant tenant, string connectionId, CancellationToken cancellation) =>
        database.ReadAsync(session => FindByConnectionAsync(session, tenant, connectionId), cancellation);

    public Task<PhoneRow?> FindByConnectionAsync(DbSession session, Tenant tenant, string connectionId) =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<PhoneRow>(
                $"""
                select * from phones where {Tenant.Filter} and connection_id = @connectionId and disconnected_at is null
                """,
                new { connectionId }
            );

    /// <summary>Ends the number of a connection and wipes its PIN.</summary>
    public Task DisconnectAsync(DbSession session, Tenant tenant, string connectionId, bool isDeregistered) =>
        session
            .Of(tenant)
            .ExecuteAsync(
                $"""
                update phones set disconnected_at = @now, updated_at = @now,
                    pin = case when @isDeregistered then pin end, pin_is_known = pin_is_known and @isDeregistered,
                    registered_here_at = case when not @isDeregistered then registered_here_at end
                    where {Tenant.Filter} and connection_id = @connectionId and disconnected_at is null
                """,
                new
                {
                    connectionId,
                    isDeregistered,
                    now = clock.GetUtcNow(),
                }
            );

    /// <summary>Stores Meta's current answer about the number.</summary>
    public Task SaveLiveAsync(DbSession session, Guid id, LivePhone live) =>
        session.ExecuteAsync(
            """
            update phones set status = @Status, name_status = @NameStatus, quality_rating = @QualityRating,
                messaging_limit_tier = @MessagingLimitTier, throughput = @Throughput, verified_name = @VerifiedName,
                updated_at = @now
            where id = @id
            """,
            new
            {
                id,
                live.Status,
                live.NameStatus,
                live.QualityRating,
                live.MessagingLimitTier,
                live.Throughput,
                live.VerifiedName,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Notes that Meta registered the number, and the PIN it did it with; null: the stored one.</summary>
    public Task SaveRegisteredAsync(Guid id, byte[]? pin, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update phones set is_registered = true, pin = coalesce(@pin, pin), pin_is_known = true,
                        registered_here_at = @now, updated_at = @now
                    where id = @id
                    """,
                    new
                    {
                        id,
                        pin,
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellation
        );

    /// <summary>
    /// Notes that <c>phone_number.connected</c> is published; false when it was published before.
    /// </summary>
    public async Task<bool> MarkConnectedAsync(DbSession session, Guid id) =>
        await session.ExecuteAsync(
            "update phones set connected_at = @now where id = @id and connected_at is null",
            new { id, now = clock.GetUtcNow() }
        ) == 1;

    /// <summary>Stores when Meta last onboarded a number.</summary>
    public Task SetOnboardedAsync(DbSession session, Guid id, DateTimeOffset at) =>
        session.ExecuteAsync(
            "update phones set onboarded_at = @at where id = @id and (onboarded_at is null or onboarded_at < @at)",
            new { id, at }
        );

    public Task SetRegisteredAsync(Guid id, bool registered, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "update phones set is_registered = @registered, updated_at = @now where id = @id",
                    new
                    {
                        id,
                        registered,
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellation
        );

    /// <summary>Stores a live check. An earlier check never overwrites a later check.</summary>
    public Task SaveHealthAsync(DbSession session, PhoneRow phone, LivePhone live, string health, DateTimeOffset at) =>
        session.ExecuteAsync(
            """
            update phones set status = @Status, name_status = @NameStatus, quality_rating = @QualityRating,
                messaging_limit_tier = @MessagingLimitTier, throughput = @Throughput, verified_name = @VerifiedName,
                is_registered = @IsRegistered, health = @health, health_checked_at = @at, updated_at = @at
            where id = @Id and (health_checked_at is null or health_checked_at <= @at)
            """,
            new
            {
                phone.Id,
                live.Status,
                live.NameStatus,
                live.QualityRating,
                live.MessagingLimitTier,
                live.Throughput,
                live.VerifiedName,
                live.IsRegistered,
                health,
                at,
            }
        );
}

/// <summary>Meta's answer about a number at one moment.</summary>
public sealed record LivePhone(
    string? Status,
    string? NameStatus,
    string? QualityRating,
    string? MessagingLimitTier,
    string? Throughput,
    string? VerifiedName,
    bool IsRegistered
);
