using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>What the hosted sign-up page says at the moment.</summary>
public enum HostedPageState
{
    Ready,
    Completed,
    Expired,
    Unknown,
    TooManyAttempts,

    /// <summary>The link is good, but the environment's Meta app is not set up.</summary>
    Unavailable,
}

/// <summary>Everything the hosted sign-up page shows or needs. Names are as the customer wrote them: not trusted.</summary>
/// <param name="AccentColor"><c>#rrggbb</c>; anything else is ignored.</param>
/// <param name="Locale">The link's language; else the browser's.</param>
/// <param name="PageToken">One-time value for the page's calls; needed in <see cref="HostedPageState.Ready"/> only.</param>
/// <param name="RedirectUrl">Ready: where the visitor will go afterwards (its host is shown). Completed: where the "back" link leads.</param>
/// <param name="Meta">Needed in <see cref="HostedPageState.Ready"/> only.</param>
public sealed record HostedPageModel(
    Guid LinkId,
    string LinkName,
    string OrganizationName,
    HostedPageState State,
    string? AccentColor,
    string? Locale,
    string? PageToken,
    string? RedirectUrl,
    HostedPageMeta? Meta
);
