using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform;

/// <summary>
/// In production a server on plain http needs to know its public address. Otherwise links and webhook addresses would
/// name the address behind the proxy, and cookies would not be limited to https.
/// </summary>
internal static class PublicAddressRule
{
    /// <exception cref="StartRefusedException">The address is missing or not an address.</exception>
    public static void Check(IConfiguration configuration, IHostEnvironment host)
    {
        var given = configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.PublicBaseUrl)}"];
        if (!string.IsNullOrWhiteSpace(given))
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                throw new StartRefusedException(
                    "Server:PublicBaseUrl is not an address such as https://patchbay.example.com. Correct it."
                );
            }
        }
        else if (host.IsProduction() && !Listens(configuration).Any(IsHttps))
        {
            throw new StartRefusedException(
                "Server:PublicBaseUrl is missing. In production on plain http, set it to the https address under which "
                    + "browsers and Meta reach this server, or set DOTNET_ENVIRONMENT=Development to try it out."
            );
        }
    }

    private static IEnumerable<string?> Listens(IConfiguration configuration) =>
        configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => endpoint["Url"])
            .Append(configuration["urls"])
            .Append(configuration["https_ports"] is { Length: > 0 } ? "https://" : null);

    private static bool IsHttps(string? url) => url?.Contains("https://", StringComparison.OrdinalIgnoreCase) == true;
}
