using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The signed addresses that a browser goes to. Null when the link has no such address, or when the organization no
/// longer allows its origin.
/// </summary>
internal sealed class LinkRedirects(RedirectOrigins origins, Vault vault)
{
    public Task<string?> SuccessAsync(LinkRow link, CancellationToken cancellation) =>
        AddressAsync(link, link.RedirectUrl, new(RedirectStatus.Success), cancellation);

    public Task<string?> ErrorAsync(LinkRow link, string sentence, CancellationToken cancellation) =>
        AddressAsync(link, link.FailureUrl ?? link.RedirectUrl, new(RedirectStatus.Error, sentence), cancellation);

    /// <summary>For the page's script, when a run ends without a code: only to the address for failures.</summary>
    public Task<string?> LeaveAsync(LinkRow link, RedirectOutcome outcome, CancellationToken cancellation) =>
        AddressAsync(link, link.FailureUrl, outcome, cancellation);

    /// <summary>For a link that cannot be used.</summary>
    public Task<string?> RefreshAsync(LinkRow link, string status, CancellationToken cancellation) =>
        AddressAsync(link, link.RefreshUrl, new(status), cancellation);

    private async Task<string?> AddressAsync(
        LinkRow link,
        string? url,
        RedirectOutcome outcome,
        CancellationToken cancellation
    )
    {
        if (await origins.IfAllowedAsync(link.Tenant, url, cancellation) is not { } allowed)
            return null;
        var secret = link.RedirectSecret is { } box
            ? await vault.OpenAsync(LinkStore.RedirectSecretPlace(link.OrganizationId, link.Id), box, cancellation)
            : null;
        return RedirectRules.Address(allowed, link, outcome, secret);
    }
}
