using Microsoft.AspNetCore.WebUtilities;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The address that the browser goes to after a run. The query of the link's redirect address is kept.
/// </summary>
internal static class RedirectRules
{
    public static string? Success(LinkRow link) => Build(link, ("status", "success"));

    public static string? Error(LinkRow link, string sentence) => Build(link, ("status", "error"), ("error", sentence));

    private static string? Build(LinkRow link, params (string Name, string Value)[] outcome)
    {
        if (link.RedirectUrl is not { } url)
            return null;
        url = QueryHelpers.AddQueryString(url, "onboarding_link_id", link.Id.ToString());
        if (link.ExternalId is { } externalId)
            url = QueryHelpers.AddQueryString(url, "external_id", externalId);
        foreach (var (name, value) in outcome)
            url = QueryHelpers.AddQueryString(url, name, value);
        return url;
    }
}
