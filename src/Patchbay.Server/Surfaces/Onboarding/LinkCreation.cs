using Microsoft.Extensions.Options;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>A new link, with the secrets that are shown only once.</summary>
internal sealed record CreatedLink(LinkRow Row, Secret? WebhookSecret, Secret? RedirectSecret);

/// <summary>Checks a request for a link and stores the link.</summary>
internal sealed class LinkCreation(
    LinkStore links,
    RedirectOrigins redirects,
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
        var id = ids.UuidOfAddress();
        var secrets = SecretsOf(request);
        var boxes = await SealAsync(tenant.OrganizationId, id, secrets, cancellation);
        var row = LinkRow.From(request, tenant, ids.Uuid(), boxes, LifetimeOf(request), clock.GetUtcNow());
        await links.InsertAsync(row, request.ReplacesEarlier == true, cancellation);
        return new CreatedLink(row, secrets.Webhook, secrets.Redirect);
    }

    private LinkSecrets SecretsOf(CreateLinkRequest request)
    {
        var webhook = request.WebhookUrl is null
            ? null
            : new Secret(request.WebhookSecret ?? EndpointRules.NewSecret(ids));
        var redirect = request.HasAddress ? new Secret(request.RedirectSecret ?? NewRedirectSecret()) : null;
        var query = request.WebhookUrl is { } url ? EndpointAddress.Of(url).Query : null;
        return new(webhook, redirect, query);
    }

    private TimeSpan LifetimeOf(CreateLinkRequest request) =>
        request.ExpiresInSeconds is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromDays(options.Value.DefaultLifetimeDays);

    private async Task<SealedLinkSecrets> SealAsync(
        Guid organizationId,
        Guid id,
        LinkSecrets secrets,
        CancellationToken cancellation
    ) =>
        new(
            id,
            await SealAsync(LinkStore.SecretPlace(organizationId, id), secrets.Webhook, cancellation),
            await SealAsync(LinkStore.RedirectSecretPlace(organizationId, id), secrets.Redirect, cancellation),
            await SealAsync(LinkStore.WebhookQueryPlace(organizationId, id), secrets.Query, cancellation)
        );

    // 43 characters of base62 carry 256 bits.
    private string NewRedirectSecret() => "rsec_" + ids.Token(43);

    private async Task<byte[]?> SealAsync(SecretPlace place, Secret? secret, CancellationToken cancellation) =>
        secret is null ? null : await vault.SealAsync(place, secret, cancellation);

    private async Task<Problem?> CheckAsync(Tenant tenant, CreateLinkRequest request, CancellationToken cancellation)
    {
        var fault =
            LinkRules.Check(request)
            ?? await redirects.CheckAsync(tenant, LinkRules.RedirectsOf(request), cancellation);
        if (fault is not null)
            return fault;
        return request.WebhookUrl is { } url && !outbound.IsAllowed(tenant.Environment, new Uri(url))
            ? EndpointRules.NotAllowed("webhookUrl")
            : null;
    }

    /// <summary>The secrets of a new link; null where the link needs none.</summary>
    private sealed record LinkSecrets(Secret? Webhook, Secret? Redirect, Secret? Query);
}
