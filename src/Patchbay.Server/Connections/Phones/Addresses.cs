using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Our webhook addresses.</summary>
internal static class Addresses
{
    /// <summary>The address for the events of one number.</summary>
    public static string PhoneWebhook(PublicAddress address, Guid phoneId) => $"{address.Base}/webhook/phone/{phoneId}";

    /// <summary>The address for the events of all numbers of instances.</summary>
    public static string SharedHook(PublicAddress address) => $"{address.Base}/hooks/whatsapp";

    /// <summary>The address of the app, for all other events.</summary>
    public static string AppWebhook(PublicAddress address) => $"{address.Base}/webhooks/meta";
}
