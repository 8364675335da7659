using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Our own addresses of a number.</summary>
internal static class Addresses
{
    /// <summary>Where Meta sends the events of one number.</summary>
    public static string PhoneWebhook(PublicAddress address, Guid phoneId) => $"{address.Base}/webhook/phone/{phoneId}";

    /// <summary>Where Meta sends the events of the numbers of instances.</summary>
    public static string SharedHook(PublicAddress address) => $"{address.Base}/hooks/whatsapp";

    /// <summary>Where Meta sends what has no address of its own.</summary>
    public static string AppWebhook(PublicAddress address) => $"{address.Base}/webhooks/meta";
}
