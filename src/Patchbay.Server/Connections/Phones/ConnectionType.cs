namespace Patchbay.Server.Connections.Phones;

/// <summary>A number lives either wholly at Meta's Cloud API or beside the WhatsApp Business app on the owner's phone.</summary>
internal static class ConnectionType
{
    public const string Cloud = "cloud",
        Coexistence = "coexistence";
}
