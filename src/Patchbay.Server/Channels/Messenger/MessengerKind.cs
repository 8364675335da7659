using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>The values of the Messenger channel.</summary>
internal static class MessengerKind
{
    public const string PageId = "page_id",
        PageAccessToken = "page_access_token",
        PageName = "page_name",
        AppSecret = "app_secret";

    public static readonly ChannelSettings Settings = new()
    {
        Name = "messenger",
        Title = "Messenger",
        IdKey = PageId,
        KeyPrefix = "fb-",
        NameKeys = [PageName],
        Config =
        [
            new(PageId, ConfigKind.MetaId, IsRequired: true, IsOnConnection: true),
            new(PageAccessToken, ConfigKind.Credential, IsRequired: true, IsOnConnection: true),
            new(PageName, ConfigKind.Text),
            new(AppSecret, ConfigKind.Credential),
        ],
        Meta = MetaSubscription.Page,
    };
}
