using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>Whether a post comes from a page we rendered, for this link, in this browser.</summary>
internal sealed class PageGuard(LinkStore links, PageTokens tokens, PublicAddress address, TimeProvider clock)
{
    public async Task<(LinkRow? Link, Problem? Refusal)> CheckAsync(
        HttpContext http,
        Guid id,
        string? pageToken,
        CancellationToken cancellation
    )
    {
        if (!IsOurOrigin(http.Request))
            return (null, OnboardingProblems.WrongOrigin);
        if (!tokens.IsValid(pageToken, id, http.Request.Cookies[PageTokens.CookieName(id)]))
            return (null, OnboardingProblems.BadPageToken);
        var link = await links.FindByAddressAsync(id, cancellation);
        if (link is null)
            return (null, OnboardingProblems.NoLink);
        return link.StatusAt(clock.GetUtcNow()) == LinkStatus.Expired
            ? (null, OnboardingProblems.Expired)
            : (link, null);
    }

    // A browser always sends Origin with a post; a missing one is not from our page.
    private bool IsOurOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && (
            origin.Equals(new Uri(address.Base).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        );
}
