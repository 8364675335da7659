using System.Net;
using System.Text;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>Tells whether a URL's host is an address in any of its spellings, a name, or neither.</summary>
internal static class UrlHost
{
    /// <summary>
    /// Returns false when the host is neither a name nor an address. <paramref name="literal"/> is null for a name,
    /// because its addresses are known only when connecting. An international name must be in its ASCII form
    /// (<c>xn--…</c>): resolvers and globalization modes differ in how they fold other letters (<c>①②⑦.0.0.1</c>,
    /// <c>ⓛocalhost</c>).
    /// </summary>
    public static bool TryRead(Uri url, out IPAddress? literal)
    {
        // Uri has turned decimal, octal, hexadecimal and short forms into dotted ones, unless a final dot follows.
        var host = url.IdnHost.TrimEnd('.');
        literal =
            IsLocalhost(host) ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var address) ? AddressRules.Unmap(address)
            : null;
        return Ascii.IsValid(url.Host)
            && (literal is not null || (url.HostNameType == UriHostNameType.Dns && !EndsInNumber(host)));
    }

    // "localhost" is the only name whose meaning is fixed (RFC 6761).
    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // No top-level domain is a number, so this is a misspelt address that some resolvers may still accept.
    private static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
    }
}
