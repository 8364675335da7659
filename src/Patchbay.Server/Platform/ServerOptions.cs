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
}
