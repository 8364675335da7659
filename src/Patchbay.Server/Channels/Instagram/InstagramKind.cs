using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>The values of the Instagram channel.</summary>
internal static class InstagramKind
{
    public const string AccessToken = "access_token",
        IgUserId = "ig_user_id",
        Username = "username",
        AppSecret = "app_secret";

    public static readonly ChannelSettings Settings = new()
    {
        Name = "instagram",
        Title = "Instagram",
        IdKey = IgUserId,
        KeyPrefix = "ig-",
        NameKeys = [Username],
        Config =
        [
            new(AccessToken, ConfigKind.Credential, IsRequired: true, IsOnConnection: true),
            new(IgUserId, ConfigKind.MetaId, IsRequired: true, IsOnConnection: true),
            new(Username, ConfigKind.Text),
            new(AppSecret, ConfigKind.Credential),
        ],
        Meta = MetaSubscription.Instagram,
    };
}
