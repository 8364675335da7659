using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>The values of the WhatsApp channel.</summary>
internal static class WhatsAppKind
{
    public const string AccessToken = "access_token",
        PhoneNumberId = "phone_number_id",
        WabaId = "waba_id",
        AppSecret = "app_secret",
        Pin = "pin";

    public static readonly ChannelSettings Settings = new()
    {
        Name = PhoneChannel.Name,
        Title = "WhatsApp",
        IdKey = PhoneNumberId,
        KeyPrefix = PhoneChannel.KeyPrefix,
        IsKeyDerived = true,
        MessageId = MessageIdMember.Wamid,
        Config =
        [
            new(AccessToken, ConfigKind.Credential, IsRequired: true, IsOnConnection: true),
            new(PhoneNumberId, ConfigKind.MetaId, IsRequired: true, IsOnConnection: true),
            new(WabaId, ConfigKind.MetaId, IsRequired: true, IsOnConnection: true),
            new(AppSecret, ConfigKind.Credential, IsOnConnection: true),
            new(Pin, ConfigKind.Pin, IsOnConnection: true)
            {
                KeptBecause = "A number must have a PIN. Send another PIN, or leave it out to keep the stored PIN.",
            },
        ],
        Meta = MetaSubscription.WhatsApp,
    };
}
