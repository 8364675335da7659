using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Bindings;

/// <summary>The rows of <c>instance_channels</c>, and the way to their verify tokens.</summary>
public sealed class ChannelStore(Database database, Vault vault)
{
    private const string OfTenant = "organization_id = @OrganizationId and environment = @Environment";

    /// <summary>
    /// Named by the instance: a second set-up makes another row, and the place must be known before the row exists.
    /// </summary>
    public static SecretPlace VerifyTokenPlace(Guid organizationId, Guid instanceId) =>
        new(organizationId, "instance_channels", instanceId.ToString(), "verify_token");

    public Task<IReadOnlyList<ChannelRow>> ListAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.ListAsync<ChannelRow>(
                    $"select * from instance_channels where {OfTenant} and instance_id = @instanceId order by created_at, id",
                    new
                    {
                        tenant.OrganizationId,
                        tenant.Environment,
                        instanceId,
                    }
                ),
            cancellation
        );

    public Task<ChannelRow?> FindAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, tenant, instanceId), cancellation);

    /// <summary>The tenant's channel of a number, at whichever instance.</summary>
    public Task<ChannelRow?> FindByNumberAsync(Tenant tenant, string phoneNumberId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<ChannelRow>(
                    $"select * from instance_channels where {OfTenant} and phone_number_id = @phoneNumberId",
                    new
                    {
                        tenant.OrganizationId,
                        tenant.Environment,
                        phoneNumberId,
                    }
                ),
            cancellation
        );

    /// <summary>
    /// What Meta is to send back when it checks the shared hook for this number; null for a number of no instance.
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

    /// <summary>Whether a number is bound to an instance.</summary>
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

    /// <summary>Whether any channel, of any tenant, has a verify token with one of these hashes.</summary>
    public Task<bool> KnowsVerifyTokenAsync(IReadOnlyList<byte[]> hashes, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
            {
                var known = false;
                foreach (var hash in hashes)
                {
                    known |= await session.ScalarAsync<bool>(
                        "select exists (select 1 from instance_channels where verify_token_hash = @hash)",
                        new { hash }
                    );
                }
                return known;
            },
            cancellation
        );

    /// <summary>Binds an instance and returns its previous channel, which the new one replaces.</summary>
    public async Task<ChannelRow?> BindAsync(DbSession session, ChannelRow row)
    {
        var before = await FindAsync(session, new(row.OrganizationId, row.Environment), row.InstanceId);
        await session.ExecuteAsync(
            """
            insert into instance_channels (id, organization_id, environment, instance_id, channel_type, connection_id, phone_id, phone_number_id, display_phone,
                verify_token, verify_token_hash, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @InstanceId, @ChannelType, @ConnectionId, @PhoneId, @PhoneNumberId, @DisplayPhone,
                @VerifyToken, @VerifyTokenHash, @CreatedAt, @UpdatedAt)
            on conflict (instance_id, channel_type) do update set connection_id = excluded.connection_id, phone_id = excluded.phone_id,
                phone_number_id = excluded.phone_number_id, display_phone = excluded.display_phone, verify_token = excluded.verify_token,
                verify_token_hash = excluded.verify_token_hash, updated_at = excluded.updated_at
            """,
            row
        );
        return before;
    }

    /// <summary>Deletes the channel of an ended connection.</summary>
    public Task UnbindAsync(DbSession session, Tenant tenant, string connectionId) =>
        session.ExecuteAsync(
            $"delete from instance_channels where {OfTenant} and connection_id = @connectionId",
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                connectionId,
            }
        );

    /// <summary>
    /// The instances that events of numbers belong to. Also stores the time of each number's last event.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> NoteEventsAsync(
        DbSession session,
        IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> last
    )
    {
        var instances = new Dictionary<Guid, Guid>();
        if (last.Count == 0)
            return instances;
        if (database.IsPostgres)
        {
            // Locks in one order, so that two servers that note events of the same numbers cannot deadlock.
            var noted = await session.ListAsync<(Guid PhoneId, Guid InstanceId)>(
                """
                with heard as (
                    select c.id, told.at from instance_channels c join unnest(@phones, @ats) as told (phone_id, at) on told.phone_id = c.phone_id order by c.id for update of c)
                update instance_channels c set last_event_at = heard.at from heard where c.id = heard.id returning c.phone_id, c.instance_id
                """,
                new
                {
                    phones = (object)last.Select(phone => phone.Key).ToArray(),
                    ats = (object)last.Select(phone => phone.Value.ToUnixTimeMilliseconds()).ToArray(),
                }
            );
            return noted.ToDictionary(channel => channel.PhoneId, channel => channel.InstanceId);
        }
        foreach (var (phoneId, at) in last)
        {
            if (
                await session.FirstOrDefaultAsync<Guid?>(
                    "update instance_channels set last_event_at = @at where phone_id = @phoneId returning instance_id",
                    new { phoneId, at }
                ) is
                { } instance
            )
                instances[phoneId] = instance;
        }
        return instances;
    }

    private Task<ChannelRow?> FindAsync(DbSession session, Tenant tenant, Guid instanceId) =>
        session.FirstOrDefaultAsync<ChannelRow>(
            $"select * from instance_channels where {OfTenant} and instance_id = @instanceId and channel_type = '{ChannelRow.WhatsApp}'{(session.Transaction is not null && database.IsPostgres ? " for update" : "")}",
            new
            {
                tenant.OrganizationId,
                tenant.Environment,
                instanceId,
            }
        );
}
