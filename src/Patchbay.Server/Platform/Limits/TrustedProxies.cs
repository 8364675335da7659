using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Patchbay.Server.Platform.Limits;

/// <summary>
/// Takes the source and the scheme of a request from the headers of the configured proxies. Without configured proxies
/// the headers are ignored, because anyone can send them.
/// </summary>
internal sealed class TrustedProxies(IOptions<ServerOptions> options) : IStartupFilter
{
    // A filter runs before routing, which calls the routes of webhooks directly.
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            if (options.Value.TrustedProxies is { Count: > 0 } trusted)
                app.UseForwardedHeaders(OptionsOf(trusted));
            next(app);
        };

    /// <summary>Reads an address or a network in canonical form; null for any other text.</summary>
    public static IPNetwork? NetworkOf(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return
                string.Equals(address.ToString(), text, StringComparison.OrdinalIgnoreCase)
                && !address.IsIPv4MappedToIPv6
                ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                : null;
        return
            IPNetwork.TryParse(text, out var network)
            && string.Equals(network.ToString(), text, StringComparison.OrdinalIgnoreCase)
            && !network.BaseAddress.IsIPv4MappedToIPv6
            ? network
            : null;
    }

    private static ForwardedHeadersOptions OptionsOf(IEnumerable<string> trusted)
    {
        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // each trusted proxy of a chain is passed; the first other address is the source
        };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var text in trusted)
        {
            if (NetworkOf(text) is { } network)
                headers.KnownIPNetworks.Add(network);
        }
        return headers;
    }
}

internal sealed class TrustedProxiesCheck : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options) =>
        options.TrustedProxies.FirstOrDefault(text => TrustedProxies.NetworkOf(text) is null) is { } bad
            ? ValidateOptionsResult.Fail(
                $"{ServerOptions.Section}:{nameof(ServerOptions.TrustedProxies)} has '{bad}', which is neither an "
                    + "address nor a network in canonical form, such as 10.0.0.5, 10.20.0.0/16 or fd00:20::/48 "
                    + "(no bits beyond the prefix, IPv4 not written as IPv6)."
            )
            : ValidateOptionsResult.Success;
}
