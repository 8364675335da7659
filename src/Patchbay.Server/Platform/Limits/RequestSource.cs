using System.Net;
using System.Net.Sockets;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Platform.Limits;

/// <summary>
/// Where a request comes from, as limits count it: an IPv4 address, or an IPv6 network of 64 bits, which is what one
/// customer of a provider has.
/// </summary>
internal static class RequestSource
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "";
        var plain = AddressRules.Unmap(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain.ToString();
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
