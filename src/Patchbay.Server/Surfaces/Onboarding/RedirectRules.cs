using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The query that an address of a link receives: the outcome of a run, or why the link cannot be used.
/// </summary>
/// <param name="Status">One of <see cref="RedirectStatus"/>.</param>
/// <param name="Error">The sentence for <see cref="RedirectStatus.Error"/>.</param>
internal sealed record RedirectOutcome(string Status, string? Error = null);

/// <summary>The values of the parameter <c>status</c>.</summary>
internal static class RedirectStatus
{
    public const string Success = "success",
        Error = "error",
        Abandoned = "abandoned",
        Expired = "expired",
        Replaced = "replaced",
        TooManyAttempts = "too_many_attempts",
        Completed = "completed";
}

/// <summary>
/// Adds the parameters of an outcome to an address of a link. The query of the address is kept. The last parameter
/// signs everything before it, as the receiver gets it.
/// </summary>
internal static class RedirectRules
{
    public static string Address(string url, LinkRow link, RedirectOutcome outcome, Secret? secret)
    {
        url = AsSent(url.Trim());
        var (path, query) = url.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0
            ? (url[..mark], url[(mark + 1)..] + "&")
            : (url, "");
        query += string.Join('&', Parameters(link, outcome));
        return secret is null ? $"{path}?{query}" : $"{path}?{query}&signature={Sign(query, secret)}";
    }

    private static IEnumerable<string> Parameters(LinkRow link, RedirectOutcome outcome)
    {
        yield return $"onboarding_link_id={link.Id}";
        if (link.ExternalId is { } externalId)
            yield return $"external_id={Uri.EscapeDataString(externalId)}";
        yield return $"status={outcome.Status}";
        if (outcome.Error is { } error)
            yield return $"error={Uri.EscapeDataString(error)}";
    }

    // The key is the text of the secret, so that a receiver decodes nothing.
    private static string Sign(string query, Secret secret) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), Encoding.UTF8.GetBytes(query))
        );

    // A browser escapes these characters of a query before it sends them, and the signature covers the sent text. A
    // header cannot hold some of them.
    private static string AsSent(string url) =>
        string.Concat(
            url.EnumerateRunes()
                .Select(rune =>
                    rune.Value is > ' ' and < 0x7F and not ('"' or '<' or '>' or '\'')
                        ? rune.ToString()
                        : Uri.EscapeDataString(rune.ToString())
                )
        );
}
