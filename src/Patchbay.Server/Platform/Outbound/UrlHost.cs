using System.Net;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>Tells a URL's host apart: an address in any of its spellings, a name, or neither.</summary>
internal static class UrlHost
{
    /// <summary>
    /// False when the host is neither a name nor an address. <paramref name="literal"/> is null for a name, whose
    /// addresses only the connecting knows.
    /// </summary>
    public static bool TryRead(Uri url, out IPAddress? literal)
    {
        // IdnHost folds full-width and circled digits, and ideographic dots; a final dot hides an address from Uri.
        var host = url.IdnHost.TrimEnd('.');
        literal = IsLocalhost(host) ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? AddressRules.Unmap(address) : null;
        return literal is not null || (url.HostNameType == UriHostNameType.Dns && !EndsInNumber(host));
    }

    // The one name whose meaning is fixed (RFC 6761).
    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // No top-level domain is a number, so this is a misspelt address that some resolver may still take for one.
    private static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
    }
}
