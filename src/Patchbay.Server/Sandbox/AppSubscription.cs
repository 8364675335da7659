using Patchbay.Graph;
using Patchbay.Graph.Apps;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Sandbox;

/// <summary>
/// Subscribes the app's webhooks to this server once it listens. For the emulator, whose app has no subscriptions at
/// first; a real app is set up once in Meta's dashboard.
/// </summary>
internal sealed partial class AppSubscription(MetaApps apps, PublicAddress address, ILogger<AppSubscription> logger)
    : IHostedLifecycleService
{
    private static readonly (string Object, string Fields)[] Wanted =
    [
        (
            "whatsapp_business_account",
            string.Join(
                ',',
                "messages",
                "message_template_status_update",
                "account_update",
                "account_review_update",
                "phone_number_name_update",
                "phone_number_quality_update",
                "business_capability_update"
            )
        ),
        ("instagram", InstagramAssets.Fields),
        ("page", MessengerAssets.Fields),
    ];

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var app in apps.All.Where(app => app.SubscribeAtStart))
        {
            try
            {
                foreach (var (kind, fields) in Wanted)
                {
                    await app.AsApp()
                        .Apps.SubscribeAsync(
                            app.AppId,
                            new CreateWebhookSubscription
                            {
                                Object = kind,
                                CallbackUrl = Addresses.AppWebhook(address),
                                VerifyToken = app.VerifyToken.Reveal(),
                                Fields = fields,
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
