using Patchbay.Graph;
using Patchbay.Graph.Apps;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Sandbox;

/// <summary>
/// Subscribes the app's webhooks to this server once it listens. For the emulator, whose app has no subscriptions at
/// first; a real app is set up once in Meta's dashboard.
/// </summary>
internal sealed partial class AppSubscription(
    MetaApps apps,
    ChannelRegistry channels,
    PublicAddress address,
    ILogger<AppSubscription> logger
) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var app in apps.All.Where(app => app.SubscribeAtStart))
        {
            try
            {
                foreach (var wanted in channels.All.Select(channel => channel.Settings.Meta).OfType<MetaSubscription>())
                {
                    await app.AsApp()
                        .Apps.SubscribeAsync(
                            app.AppId,
                            new CreateWebhookSubscription
                            {
                                Object = wanted.Object,
                                CallbackUrl = Addresses.AppWebhook(address),
                                VerifyToken = app.VerifyToken.Reveal(),
                                Fields = wanted.Fields,
                                IncludeValues = true,
                            },
                            cancellationToken
                        );
                }
            }
            catch (GraphException error)
            {
                Log.NotSubscribed(logger, error, app.Environment);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(
            600,
            LogLevel.Error,
            "The webhooks of the {Environment} app could not be subscribed to this server; they will not arrive."
        )]
        public static partial void NotSubscribed(ILogger logger, Exception error, string environment);
    }
}
