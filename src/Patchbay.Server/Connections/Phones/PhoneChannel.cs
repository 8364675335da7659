namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// The channel that numbers belong to. Sign-up, numbers and their WhatsApp accounts exist on this channel only.
/// </summary>
internal static class PhoneChannel
{
    public const string Name = "whatsapp";

    /// <summary>The prefix of the account key of a number; Meta's id of the number follows it.</summary>
    public const string KeyPrefix = "wa-";
}
