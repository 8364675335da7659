using Patchbay.Server.Organizations;
using Patchbay.Server.Platform.Pages;

namespace Patchbay.Server.Surfaces.Onboarding.HostedPage;

/// <summary>The states of the hosted sign-up page.</summary>
public enum HostedPageState
{
    Ready,
    Completed,
    Expired,
    Unknown,
    TooManyAttempts,

    /// <summary>The link is valid, but its environment has no Meta app.</summary>
    Unavailable,
}

/// <summary>
/// Everything the hosted sign-up page shows or needs. The customer wrote the names: they are not trusted.
/// </summary>
public sealed record HostedPageModel(string LinkName, string OrganizationName, HostedPageState State)
{
    /// <summary><c>#rrggbb</c>; anything else is ignored.</summary>
    public string? AccentColor { get; init; }

    /// <summary>The link's language; without one, the browser decides.</summary>
    public string? Locale { get; init; }

    /// <summary>One-time value for the page's calls. Only <see cref="HostedPageState.Ready"/> needs it.</summary>
    public string? PageToken { get; init; }

    /// <summary>
    /// Ready: where the visitor goes after the sign-up; the page shows its host. Completed: where the "back" link
    /// leads.
    /// </summary>
    public string? RedirectUrl { get; init; }

    /// <summary>Only <see cref="HostedPageState.Ready"/> needs it.</summary>
    public HostedPageMeta? Meta { get; init; }

    /// <summary>The members that the page shows in every state.</summary>
    public static HostedPageModel From(LinkRow link, OrganizationRow organization, HostedPageState state) =>
        new(link.Name, organization.Name, state) { AccentColor = link.AccentColor, Locale = link.Locale };
}
