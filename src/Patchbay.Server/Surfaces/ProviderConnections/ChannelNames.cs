using Patchbay.Server.Payments;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>
/// The closed list of channels that this surface documents. Pages and e-mail accounts are managed on the integrations
/// surface.
/// </summary>
internal static class ChannelNames
{
    public const string WhatsApp = "whatsapp",
        Instagram = "instagram";

    public static readonly string[] All = [WhatsApp, Instagram, .. PaymentChannel.All];
}
