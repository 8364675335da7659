using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;

namespace Patchbay.Server.Channels.Instagram;

internal static class InstagramSetup
{
    private const int MostTextBytes = 1000;

    public static void AddInstagram(this IServiceCollection services)
    {
        services.AddSingleton<InstagramStore>();
        services.AddSingleton<InstagramConnect>();
        services.AddSingleton<InstagramCheck>();
        services.AddSingleton<InstagramLogin>();
        services.AddChannel(provider => new Channel
        {
            Settings = InstagramKind.Settings,
            Connect = provider.GetRequiredService<InstagramConnect>(),
            Check = provider.GetRequiredService<InstagramCheck>(),
            Send = ActivatorUtilities.CreateInstance<DirectSend>(
                provider,
                // Instagram's echo cannot carry our message id.
                new DirectStyle(
                    new(InstagramKind.Settings.Title, MostTextBytes) { IsInstagram = true },
                    EchoesMetadata: false
                )
            ),
            Receive = ActivatorUtilities.CreateInstance<DirectReceive>(
                provider,
                InstagramKind.Settings,
                (Func<ConnectionRow, string?>)provider.GetRequiredService<InstagramConnect>().IdOf
            ),
            LogIn = provider.GetRequiredService<InstagramLogin>(),
            Map = InstagramEndpoints.MapInstagram,
        });
    }
}
