using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Organizations;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Configures a channel. A change is merged into what is stored and stored only over that very version.</summary>
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
            var config = ConfigMerge.Apply(
                channel,
                row is null ? Empty : await integrations.ConfigAsync(row, cancellation),
                request.Config
            );
            var (division, fault) = AccountRules.Division(request.DivisionId, row?.DivisionId);
            if (config.Faults.Count > 0 || fault is not null)
                return Problem.Invalid([.. config.Faults, .. (Fault[])(fault is null ? [] : [fault])]);
            if (!await divisions.IsKnownAsync(tenant, division, cancellation))
                return AccountProblems.UnknownDivision;
            var changed = (row ?? New(tenant, channel.Name)) with
            {
                IsActive = request.IsActive ?? row?.IsActive ?? true,
                DivisionId = division,
                UpdatedAt = clock.GetUtcNow(),
            };
            if (
                await integrations.TrySaveAsync(
                    await integrations.WithConfigAsync(changed, config.Values, cancellation),
                    actor,
                    cancellation
                )
            )
                return null;
        }
        return AccountProblems.Changed;
    }

    private IntegrationRow New(Tenant tenant, string channel) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Channel = channel,
            Config = "{}",
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
