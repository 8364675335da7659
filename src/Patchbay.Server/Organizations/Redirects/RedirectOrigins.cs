using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Redirects;

/// <summary>
/// Decides for every surface whether a browser may be sent to an address: when the address is given, and again when it
/// is used.
/// </summary>
internal sealed class RedirectOrigins(RedirectOriginStore store)
{
    /// <summary>Checks addresses that a request gives; an address that is null is left out.</summary>
    public async Task<Problem?> CheckAsync(
        Tenant tenant,
        IReadOnlyList<(string Field, string? Url)> addresses,
        CancellationToken cancellation
    )
    {
        if (addresses.All(address => address.Url is null))
            return null;
        var origins = await store.ListAsync(tenant, cancellation);
        foreach (var (field, url) in addresses)
        {
            if (url is not null && RedirectOriginRules.Check(field, url, tenant.Environment, origins) is { } problem)
                return problem;
        }
        return null;
    }

    /// <summary>Returns the address if a browser may be sent there now, else null.</summary>
    public async Task<string?> IfAllowedAsync(Tenant tenant, string? url, CancellationToken cancellation) =>
        url is not null && await CheckAsync(tenant, [("url", url)], cancellation) is null ? url : null;
}
