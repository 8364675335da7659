using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Bindings;

/// <summary>The rows of <c>instance_channels</c>, and their verify tokens.</summary>
public sealed class ChannelStore(Database database, Vault vault)
{
    private static readonly RowUpdate<KeyValuePair<Guid, DateTimeOffset>> LastEvents = new RowColumns<
        KeyValuePair<Guid, DateTimeOffset>
    >()
        .Uuid("phone", noted => noted.Key)
        .Instant("at", noted => noted.Value)
        .Update("instance_channels", set: "last_event_at = given.at", where: "phone_id = given.phone");

    /// <summary>
    /// The place is named by the instance, because it must be known before there is a row, and a new set-up makes a new
    /// row.
    /// </summary>
    public static SecretPlace VerifyTokenPlace(Guid organizationId, Guid instanceId) =>
        new(organizationId, "instance_channels", instanceId.ToString(), "verify_token");

    public Task<IReadOnlyList<ChannelRow>> ListAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<ChannelRow>(
                        $"""
                        select * from instance_channels where {Tenant.Filter} and instance_id = @instanceId
                            order by created_at, id
                        """,
                        new { instanceId }
                    ),
            cancellation
        );

    public Task<ChannelRow?> FindAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, instanceId), cancellation);

    /// <summary>Finds the tenant's channel of a number, in any instance.</summary>
    public Task<ChannelRow?> FindByNumberAsync(Tenant tenant, string phoneNumberId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<ChannelRow>(
                        $"select * from instance_channels where {Tenant.Filter} and phone_number_id = @phoneNumberId",
                        new { phoneNumberId }
                    ),
            cancellation
        );

    /// <summary>
    /// Returns the token that Meta sends when it checks the shared hook for this number; null when no instance has the
    /// number.
    /// </summary>
    public async Task<Secret?> VerifyTokenAsync(Guid phoneId, CancellationToken cancellation) =>
        await database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<ChannelRow>(
                    "select * from instance_channels where phone_id = @phoneId",
                    new { phoneId }
                ),
            cancellation
        )
            is { } row
            ? await VerifyTokenAsync(row, cancellation)
            : null;

    /// <summary>Whether a number belongs to an instance.</summary>
    public Task<bool> IsBoundAsync(Guid phoneId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ScalarAsync<bool>(
                    "select exists (select 1 from instance_channels where phone_id = @phoneId)",
                    new { phoneId }
                ),
            cancellation
        );

    public ValueTask<Secret> VerifyTokenAsync(ChannelRow row, CancellationToken cancellation) =>
        vault.OpenAsync(VerifyTokenPlace(row.OrganizationId, row.InstanceId), row.VerifyToken, cancellation);

    /// <summary>Whether any tenant has a channel with this hash of a verify token.</summary>
    public static Task<bool> HasVerifyTokenAsync(DbSession session, byte[] hash) =>
        session.ScalarAsync<bool>(
            "select exists (select 1 from instance_channels where verify_token_hash = @hash)",
            new { hash }
        );

    /// <summary>Binds an instance. Returns what it was bound to before.</summary>
    public async Task<ChannelRow?> BindAsync(DbSession session, ChannelRow row)
    {
        var before = await FindAsync(
            session,
            new(row.OrganizationId, row.Environment),
            row.InstanceId,
            database.ForUpdate
        );
        await session.ExecuteAsync(
            """
            insert into instance_channels (id, organization_id, environment, instance_id, channel_type, connection_id,
                phone_id, phone_number_id, display_phone, verify_token, verify_token_hash, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @InstanceId, @ChannelType, @ConnectionId, @PhoneId,
                @PhoneNumberId, @DisplayPhone, @VerifyToken, @VerifyTokenHash, @CreatedAt, @UpdatedAt)
            on conflict (instance_id, channel_type) do update set connection_id = excluded.connection_id,
                phone_id = excluded.phone_id, phone_number_id = excluded.phone_number_id,
                display_phone = excluded.display_phone, verify_token = excluded.verify_token,
                verify_token_hash = excluded.verify_token_hash, updated_at = excluded.updated_at
            """,
            row
        );
        return before;
    }

    /// <summary>Removes the channel of a connection that was ended.</summary>
    public Task UnbindAsync(DbSession session, Tenant tenant, string connectionId) =>
        session
            .Of(tenant)
            .ExecuteAsync(
                $"delete from instance_channels where {Tenant.Filter} and connection_id = @connectionId",
                new { connectionId }
            );

    /// <summary>
    /// Notes when the last event of each number was. Returns the instances that the numbers belong to.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> NoteEventsAsync(
        DbSession session,
        IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> last
    )
    {
        if (last.Count == 0)
            return new Dictionary<Guid, Guid>();
        var bound = await session.ListAsync<(Guid PhoneId, Guid InstanceId)>(
            $"""
            select phone_id, instance_id from instance_channels
                where phone_id {database.InList("phones")} {database.ForUpdateBy("id")}
            """,
            new { phones = database.ListParameter([.. last.Select(noted => noted.Key)]) }
        );
        var instances = bound.ToDictionary(channel => channel.PhoneId, channel => channel.InstanceId);
        await LastEvents.RunAsync(
            session,
            [.. last.Where(noted => instances.ContainsKey(noted.Key))],
            noted => noted.Key
        );
        return instances;
    }

    private static Task<ChannelRow?> FindAsync(DbSession session, Tenant tenant, Guid instanceId, string ending = "") =>
        session
            .Of(tenant)
            .FirstOrDefaultAsync<ChannelRow>(
                $"""
                select * from instance_channels where {Tenant.Filter} and instance_id = @instanceId
                    and channel_type = '{ChannelRow.WhatsApp}' {ending}
                """,
                new { instanceId }
            );
}
