using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Redirects;

/// <summary>
/// Where a browser may be sent. An organization lists the origins for each environment. Without a list, production
/// allows none, and the sandbox allows any https origin and this machine.
/// </summary>
internal static class RedirectOriginRules
{
    /// <summary>The most origins of one organization in one environment.</summary>
    public const int MaxOrigins = 100;

    private const string Ways = "PUT /v1/redirect-origins or './patchbay redirect-origins add'";

    /// <summary>Checks the form of an address and its origin.</summary>
    public static Problem? Check(string field, string? url, string environment, IReadOnlyList<string> origins)
    {
        if (GivenAddress.CheckForBrowser(field, url) is { } fault)
            return fault;
        if (origins.Count == 0)
        {
            return environment == Environments.Production
                ? Problem.Invalid(
                    field,
                    $"'{field}' is refused: the organization allows no redirects in production yet. "
                        + $"Allow its origin with {Ways}."
                )
                : null;
        }
        return GivenAddress.TryRead(url, out var address) && origins.Contains(OriginOf(address), StringComparer.Ordinal)
            ? null
            : Problem.Invalid(field, $"The organization does not allow the origin of '{field}'. Allow it with {Ways}.");
    }

    /// <summary>
    /// An origin in its one form: scheme, host in lower case, and the port unless it is the usual one.
    /// </summary>
    public static Outcome<string> Read(string field, string? text)
    {
        if (GivenAddress.CheckForBrowser(field, text) is { } fault)
            return fault;
        return GivenAddress.TryRead(text, out var address) && address is { AbsolutePath: "/", Query: "" }
            ? OriginOf(address)
            : Problem.Invalid(field, $"'{field}' must be an origin, such as https://app.example.com, without a path.");
    }

    /// <summary>A list of origins without repetitions, or the first fault.</summary>
    public static Outcome<IReadOnlyList<string>> ReadAll(string field, IReadOnlyList<string?>? texts)
    {
        if (texts is null || texts.Count > MaxOrigins)
            return Problem.Invalid(field, $"'{field}' is required: a list of at most {MaxOrigins} origins.");
        List<string> origins = [];
        for (var index = 0; index < texts.Count; index++)
        {
            if (!Read($"{field}[{index}]", texts[index]).TryGet(out var origin, out var problem))
                return problem;
            if (!origins.Contains(origin, StringComparer.Ordinal))
                origins.Add(origin);
        }
        return origins;
    }

    private static string OriginOf(Uri address) =>
        $"{address.Scheme}://{HostOf(address)}{(address.IsDefaultPort ? "" : $":{address.Port}")}";

    private static string HostOf(Uri address) =>
        address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost.ToLowerInvariant();
}
