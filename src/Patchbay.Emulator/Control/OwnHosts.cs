using System.Net;

namespace Patchbay.Emulator.Control;

/// <summary>
/// The hosts under which the control API and the pages may be used. A web page of a stranger can give its own name the
/// address of this machine (DNS rebinding), and the browser then lets it read and call the emulator. Its requests name
/// the stranger's host.
/// </summary>
internal sealed class OwnHosts(EmulatorOptions options)
{
    private readonly HashSet<string> _configured = new(
        options
            .Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "")
            .Concat(options.AllowedHosts)
            .Where(host => host.Length > 0),
        StringComparer.OrdinalIgnoreCase
    );

    public bool Has(HostString host) =>
        // Without a port there is no browser, and a token is not known to strangers.
        options.Urls.Length == 0
        || options.ControlToken is { Length: > 0 }
        || IsLoopback(host.Host)
        || _configured.Contains(host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
