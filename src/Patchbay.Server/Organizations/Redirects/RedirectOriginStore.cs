using System.Text.Json.Serialization;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Redirects;

/// <summary>The rows of <c>redirect_origins</c>. Each change is in the audit log.</summary>
internal sealed partial class RedirectOriginStore(Database database, AuditStore audit, TimeProvider clock)
{
    public const string Changed = "redirect_origins.changed";

    private const string Resource = "redirect_origins",
        Select = $"select origin from redirect_origins where {Tenant.Filter} order by origin";

    public Task<IReadOnlyList<string>> ListAsync(Tenant tenant, CancellationToken cancellation) =>
        database.ReadAsync(session => session.Of(tenant).ListAsync<string>(Select), cancellation);

    /// <summary>Replaces the list by what <paramref name="change"/> makes of it.</summary>
    /// <returns>The list before and after; both are the same when the change is null.</returns>
    public Task<(IReadOnlyList<string> Before, IReadOnlyList<string> After)> ChangeAsync(
        Tenant tenant,
        Actor actor,
        Func<IReadOnlyList<string>, IReadOnlyList<string>?> change,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                // Two changes of one list must see each other.
                await session.ScalarAsync<string>(
                    $"select name from organizations where id = @OrganizationId {database.ForUpdate}",
                    new { tenant.OrganizationId }
                );
                var before = await session.Of(tenant).ListAsync<string>(Select);
                var after = change(before) ?? before;
                var (added, removed) = (after.Except(before).ToList(), before.Except(after).ToList());
                await StoreAsync(session, tenant, added, removed);
                if (added.Count + removed.Count > 0)
                    await audit.AddAsync(session, EventOf(tenant, actor, new(added, removed)));
                return (before, after);
            },
            cancellation
        );

    private async Task StoreAsync(
        DbSession session,
        Tenant tenant,
        IReadOnlyList<string> added,
        IReadOnlyList<string> removed
    )
    {
        foreach (var origin in removed)
        {
            await session
                .Of(tenant)
                .ExecuteAsync(
                    $"delete from redirect_origins where {Tenant.Filter} and origin = @origin",
                    new { origin }
                );
        }
        foreach (var origin in added)
        {
            await session
                .Of(tenant)
                .ExecuteAsync(
                    """
                    insert into redirect_origins (organization_id, environment, origin, created_at)
                    values (@OrganizationId, @Environment, @origin, @now)
                    """,
                    new { origin, now = clock.GetUtcNow() }
                );
        }
    }

    private static AuditEvent EventOf(Tenant tenant, Actor actor, OriginsChange change) =>
        new(
            tenant,
            actor,
            Changed,
            Resource,
            ResourceId: null,
            AuditResult.Succeeded,
            DetailsJson: Wire.Text(change, OriginsChangeJson.Default.OriginsChange)
        );

    internal sealed record OriginsChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(OriginsChange))]
    private sealed partial class OriginsChangeJson : JsonSerializerContext;
}
