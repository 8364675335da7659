using Microsoft.Extensions.Options;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Surfaces.Onboarding;

namespace Patchbay.Server.Sandbox;

/// <summary>Provides an onboarding link to try the server with.</summary>
internal sealed class DemoLink(LinkStore links, Ids ids, TimeProvider clock, IOptions<OnboardingOptions> onboarding)
{
    private const string Name = "Demo customer";

    /// <summary>Returns the id of a demo link that can still be used, and creates a link when there is none.</summary>
    public async Task<Guid> FindOrCreateAsync(Tenant tenant, CancellationToken cancellation)
    {
        var (pending, _) = await links.ListAsync(tenant, new Page(1, 100), LinkStatus.Pending, null, cancellation);
        var ready = pending.FirstOrDefault(link =>
            link.Name == Name && link.AttemptCount < onboarding.Value.MaxAttempts
        );
        return ready?.Id ?? await CreateAsync(tenant, cancellation);
    }

    private async Task<Guid> CreateAsync(Tenant tenant, CancellationToken cancellation)
    {
        var row = new LinkRow
        {
            Id = ids.UuidOfAddress(),
            SortId = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Name = Name,
            Status = LinkStatus.Pending,
            ExternalId = "customer-123",
            AttemptCount = 0,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow() + TimeSpan.FromDays(onboarding.Value.DefaultLifetimeDays),
        };
        await links.InsertAsync(row, replacesEarlier: false, cancellation);
        return row.Id;
    }
}
