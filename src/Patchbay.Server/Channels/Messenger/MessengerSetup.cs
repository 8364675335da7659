using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Channels.Messenger;

internal static class MessengerSetup
{
    public static void AddMessenger(this IServiceCollection services)
    {
        services.AddSingleton<UserTokenStore>();
        services.AddPruning<UserTokenStore>("tokens of log-ins", store => store.PruneAsync);
        services.AddSingleton<MessengerStore>();
        services.AddSingleton<MessengerConnect>();
        services.AddSingleton<MessengerCheck>();
        services.AddSingleton<PageConnector>();
        services.AddSingleton<PageMenu>();
        services.AddSingleton<MessengerLogin>();
        services.AddChannel(ChannelOf);
    }

    private static Channel ChannelOf(IServiceProvider provider) =>
        new()
        {
            Settings = MessengerKind.Settings,
            Connect = provider.GetRequiredService<MessengerConnect>(),
            Check = provider.GetRequiredService<MessengerCheck>(),
            Send = ActivatorUtilities.CreateInstance<DirectSend>(
                provider,
                new DirectStyle(new(MessengerKind.Settings.Title, MostTextBytes: null), EchoesMetadata: true)
            ),
            Receive = ActivatorUtilities.CreateInstance<DirectReceive>(
                provider,
                MessengerKind.Settings,
                (Func<ConnectionRow, string?>)provider.GetRequiredService<MessengerConnect>().IdOf
            ),
            LogIn = provider.GetRequiredService<MessengerLogin>(),
            Map = MessengerEndpoints.MapMessenger,
        };
}
