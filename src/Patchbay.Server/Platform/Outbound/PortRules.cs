namespace Patchbay.Server.Platform.Outbound;

/// <summary>
/// The ports of customers' http(s) addresses. The other low ports belong to services that are not meant to be called,
/// such as SSH and mail.
/// </summary>
public static class PortRules
{
    public const string Sentence = "port 443, 80, 8443, or a port from 1024 to 65535";

    public static bool IsAllowed(int port) => port is 80 or 443 or 8443 or (>= 1024 and <= 65535);
}
