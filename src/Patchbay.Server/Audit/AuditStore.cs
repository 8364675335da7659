using Microsoft.Extensions.Options;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Audit;

/// <summary>The rows of <c>audit_events</c>; they are never changed, and deleted only for their age.</summary>
public sealed class AuditStore(Database database, IOptions<RetentionOptions> retention, Ids ids, TimeProvider clock)
{
    /// <summary>
    /// Adds an event in the transaction of the change that it records, so that no change is without its row.
    /// </summary>
    public Task AddAsync(DbSession session, AuditEvent e) =>
        session.ExecuteAsync(
            """
            insert into audit_events (id, organization_id, environment, actor_type, actor_id, action, resource_type,
                resource_id, result, reason, details, ip_address, user_agent, request_id, occurred_at)
            values (@Id, @OrganizationId, @Environment, @ActorType, @ActorId, @Action, @ResourceType, @ResourceId,
                @Result, @Reason, @Details, @IpAddress, @UserAgent, @RequestId, @OccurredAt)
            """,
            new AuditRow
            {
                Id = ids.Uuid(),
                OrganizationId = e.Tenant.OrganizationId,
                Environment = e.Tenant.Environment,
                ActorType = e.Actor.Type,
                ActorId = e.Actor.Id,
                Action = e.Action,
                ResourceType = e.ResourceType,
                ResourceId = e.ResourceId,
                Result = e.Result,
                Reason = e.Reason,
                Details = e.DetailsJson,
                IpAddress = e.Actor.IpAddress,
                UserAgent = e.Actor.UserAgent,
                RequestId = e.Actor.RequestId,
                OccurredAt = clock.GetUtcNow(),
            }
        );

    /// <summary>Adds an event that changed nothing, such as a refusal.</summary>
    public Task AddAsync(AuditEvent e) => database.WriteAsync(session => AddAsync(session, e), CancellationToken.None);

    /// <summary>
    /// Adds an event after the answer was sent. When storage is down it is lost, because there is no request to fail.
    /// </summary>
    public async Task AddLateAsync(AuditEvent e)
    {
        try
        {
            await AddAsync(e);
        }
        catch (Exception error) when (database.IsUnavailable(error)) { }
    }

    public Task<AuditRow?> FindAsync(Tenant tenant, Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<AuditRow>(
                        $"select * from audit_events where {Tenant.Filter} and id = @id",
                        new { id }
                    ),
            cancellation
        );

    /// <summary>
    /// Returns events, newest first, after <paramref name="after"/>. A filter that is null matches everything.
    /// </summary>
    public Task<IReadOnlyList<AuditRow>> ListAsync(
        Tenant tenant,
        string? resourceId,
        string? action,
        AuditRow? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var resourceFilter = resourceId is null ? "" : "and resource_id = @resourceId";
        var actionFilter = action is null ? "" : "and action = @action";
        var afterFilter = after is null
            ? ""
            : "and (occurred_at < @OccurredAt or (occurred_at = @OccurredAt and id < @Id))";
        return database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ListAsync<AuditRow>(
                        $"""
                        select * from audit_events where {Tenant.Filter} {resourceFilter} {actionFilter} {afterFilter}
                        order by occurred_at desc, id desc limit @limit
                        """,
                        new
                        {
                            resourceId = StorableText.ForLookUp(resourceId),
                            action = StorableText.ForLookUp(action),
                            after?.OccurredAt,
                            after?.Id,
                            limit,
                        }
                    ),
            cancellation
        );
    }

    /// <summary>Runs one step of the pruner. The log is kept longer than other rows.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from audit_events where id in (select id from audit_events where occurred_at < @before
                        order by occurred_at limit @rows)
                    """,
                    new { before = now - TimeSpan.FromDays(retention.Value.AuditDays), rows }
                ),
            cancellation
        );
}
