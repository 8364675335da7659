using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>
/// Configures a channel. A change is merged into the stored settings and written only if their version is unchanged.
/// </summary>
internal sealed class IntegrationUpdate(
    IntegrationStore integrations,
    DivisionStore divisions,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>The version of a channel that is not configured.</summary>
    public const string NotThere = "\"0\"";

    private const int Tries = 5;

    private static readonly Dictionary<string, string> Empty = new(StringComparer.Ordinal);

    public async Task<Problem?> RunAsync(
        Tenant tenant,
        ChannelSettings channel,
        PutIntegrationRequest request,
        string? ifMatch,
        Actor actor,
        CancellationToken cancellation
    )
    {
        for (var number = 0; number < Tries; number++)
        {
            var row = await integrations.FindAsync(tenant, channel.Name, cancellation);
            if (ifMatch is not null && ifMatch != (row?.ETag ?? NotThere))
                return AccountProblems.NotAsRead;
            var merged = await MergeAsync(row, tenant, channel, request, cancellation);
            if (!merged.TryGet(out var changed, out var problem))
                return problem;
            if (await integrations.TrySaveAsync(changed, actor, cancellation))
                return null;
        }
        return AccountProblems.Changed;
    }

    /// <summary>The stored row or a new row, with the change merged into it.</summary>
    private async Task<Outcome<IntegrationRow>> MergeAsync(
        IntegrationRow? row,
        Tenant tenant,
        ChannelSettings channel,
        PutIntegrationRequest request,
        CancellationToken cancellation
    )
    {
        var stored = row is null ? Empty : await integrations.ConfigAsync(row, cancellation);
        var config = ConfigMerge.Apply(channel, stored, request.Config);
        var division = AccountRules.Division(request.DivisionId, row?.DivisionId);
        IReadOnlyList<Fault> faults = [.. config.Faults, .. division.Faults];
        if (faults.Count > 0)
            return Problem.Invalid(faults);
        if (!await divisions.IsKnownAsync(tenant, division.Id, cancellation))
            return AccountProblems.UnknownDivision;
        var changed = Changed(row ?? New(tenant, channel.Name), request, division.Id);
        return await integrations.WithConfigAsync(changed, config.Values, cancellation);
    }

    private IntegrationRow Changed(IntegrationRow row, PutIntegrationRequest request, Guid? division) =>
        row with
        {
            IsActive = request.IsActive ?? row.IsActive,
            DivisionId = division,
            UpdatedAt = clock.GetUtcNow(),
        };

    private IntegrationRow New(Tenant tenant, string channel) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Channel = channel,
            IsActive = true,
            Config = "{}",
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
