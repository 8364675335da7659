namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// A number uses only the Cloud API, or the Cloud API together with the WhatsApp Business app on a phone.
/// </summary>
internal static class ConnectionType
{
    public const string Cloud = "cloud",
        Coexistence = "coexistence";
}
