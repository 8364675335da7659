using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform;

/// <summary>The base of every address that this server gives out.</summary>
public sealed class PublicAddress(IOptions<ServerOptions> options, IServer server)
{
    private string? _base;

    /// <summary>The address without a trailing slash.</summary>
    public string Base =>
        _base ??= (options.Value.PublicBaseUrl is { Length: > 0 } configured ? configured : Listening).TrimEnd('/');

    public bool IsHttps => Base.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the server is reachable from this machine only. If so, its calls to this machine bypass no firewall.
    /// </summary>
    public bool IsLoopbackOnly =>
        Addresses.Count > 0
        && Addresses.All(address =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (
                uri.Host == "localhost"
                || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
            )
        );

    private ICollection<string> Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private string Listening =>
        Addresses
            .FirstOrDefault()
            ?.Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
        ?? throw new InvalidOperationException("The server has no address yet; set Server:PublicBaseUrl.");
}
