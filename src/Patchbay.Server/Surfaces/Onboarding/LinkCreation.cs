using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>A new link, with the webhook secret that is shown only once.</summary>
internal sealed record CreatedLink(LinkRow Row, Secret? WebhookSecret);

/// <summary>Checks a request for a link and stores the link.</summary>
internal sealed class LinkCreation(
    LinkStore links,
    OrganizationStore organizations,
    OutboundHttp outbound,
    Vault vault,
    Ids ids,
    IOptions<OnboardingOptions> options,
    TimeProvider clock
)
{
    public async Task<Outcome<CreatedLink>> RunAsync(
        Tenant tenant,
        CreateLinkRequest request,
        CancellationToken cancellation
    )
    {
        if (await CheckAsync(tenant, request, cancellation) is { } fault)
            return fault;
        var id = ids.Uuid();
        var secret = request.WebhookUrl is null
            ? null
            : new Secret(request.WebhookSecret ?? EndpointRules.NewSecret(ids));
        var sealedSecret = secret is null
            ? null
            : await vault.SealAsync(LinkStore.SecretPlace(tenant.OrganizationId, id), secret, cancellation);
        var lifetime = TimeSpan.FromDays(options.Value.DefaultLifetimeDays);
        var row = LinkRow.From(request, tenant, id, sealedSecret, lifetime, clock.GetUtcNow());
        await links.InsertAsync(row, cancellation);
        return new CreatedLink(row, secret);
    }

    private async Task<Problem?> CheckAsync(Tenant tenant, CreateLinkRequest request, CancellationToken cancellation)
    {
        var organization = await organizations.FindAsync(tenant.OrganizationId, cancellation);
        if (LinkRules.Check(request, organization?.RedirectOriginList) is { } fault)
            return fault;
        return request.WebhookUrl is { } url && !outbound.IsAllowed(tenant.Environment, new Uri(url))
            ? EndpointRules.NotAllowed("webhookUrl")
            : null;
    }
}
