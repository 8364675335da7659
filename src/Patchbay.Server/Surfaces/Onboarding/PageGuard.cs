using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Limits;
using Patchbay.Server.Platform.Pages;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>A call from a page that we rendered for this link.</summary>
/// <param name="Link">The link; it has not expired.</param>
/// <param name="TokenHash">Identifies the page's attempt.</param>
/// <param name="SourceHash">Identifies where the call comes from.</param>
internal sealed record GuardedCall(LinkRow Link, byte[] TokenHash, byte[] SourceHash);

/// <summary>Checks that a post comes from a page we rendered, for this link, in this browser.</summary>
internal sealed class PageGuard(LinkStore links, PageTokens tokens, PublicAddress address, TimeProvider clock)
{
    public async Task<Outcome<GuardedCall>> CheckAsync(
        HttpContext http,
        Guid id,
        string? pageToken,
        CancellationToken cancellation
    )
    {
        if (!IsOurOrigin(http.Request))
            return OnboardingProblems.WrongOrigin;
        if (
            pageToken is null
            || !tokens.IsValid(pageToken, id, http.Request.Cookies[PageTokens.CookieName(address, id)])
        )
            return OnboardingProblems.BadPageToken;
        if (await links.FindByAddressAsync(id, cancellation) is not { } link)
            return OnboardingProblems.NoLink;
        if (link.StatusAt(clock.GetUtcNow()) == LinkStatus.Expired)
            return OnboardingProblems.Expired;
        return new GuardedCall(link, PageTokens.Hash(pageToken), PageTokens.Hash(RequestSource.Of(http)));
    }

    // A browser always sends Origin with a post. Without one, the call does not come from our page.
    private bool IsOurOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && OwnPage.IsOurs(request, address, origin);
}
