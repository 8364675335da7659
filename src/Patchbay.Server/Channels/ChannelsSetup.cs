using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Channels;

internal static class ChannelsSetup
{
    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<InstagramAssets>();
        services.AddSingleton<MessengerAssets>();
        services.AddSingleton<DirectSubscription>();
        services.AddSingleton<MessageProjection>();
        services.AddSingleton<CoexistenceProjection>();
        services.AddSingleton<PhoneProjection>();
        services.AddSingleton<AccountProjection>();
        services.AddSingleton<DirectProjection>();
        services.AddSingleton<ChannelProjection>();
        services.AddSingleton<MetaSessions>();
        services.AddSingleton<SendPacing>();
        services.AddSingleton<MessageSender>();
        services.AddSingleton<DirectSender>();
        services.AddSingleton<ChannelSender>();
        services.AddSingleton<AccountConfigs>();
        services.AddSingleton<WhatsAppAccounts>();
        services.AddSingleton<InstagramAccounts>();
        services.AddSingleton<MessengerAccounts>();
        services.AddSingleton<UserTokenStore>();
        services.AddPruning<UserTokenStore>("tokens of log-ins", store => store.PruneAsync);
        services.AddSingleton<InstagramLogin>();
        services.AddSingleton<MessengerLogin>();
        services.AddSingleton<PageConnector>();
        services.AddSingleton<PageMenu>();
    }
}
