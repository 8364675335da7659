namespace Patchbay.Server.Platform;

/// <summary>How the server is seen from outside.</summary>
public sealed class ServerOptions
{
    public const string Section = "Server";

    /// <summary>
    /// Address under which browsers and Meta reach this server, without a trailing slash
    /// (<c>https://patchbay.example.com</c>). Empty: the address it listens on.
    /// </summary>
    public string? PublicBaseUrl { get; set; }

    /// <summary>
    /// Addresses or networks of the reverse proxies in front of this server. Only their <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are used. Default: none.
    /// </summary>
    public IList<string> TrustedProxies { get; set; } = [];
}
