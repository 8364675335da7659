using Patchbay.Graph;
using Patchbay.Graph.Apps;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Sandbox;

/// <summary>
/// Once this server listens, subscribes the webhooks of an app that asks for it, and reports the fields that any app
/// lacks. Subscribing is for the emulator, whose app has no address at first; a real app is set up once in Meta's
/// dashboard.
/// </summary>
internal sealed partial class AppSubscription(
    MetaApps apps,
    AppSubscriptions subscriptions,
    PublicAddress address,
    ILogger<AppSubscription> logger
) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _reports = [];

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var app in apps.All)
        {
            if (app.SubscribeAtStart)
                await SubscribeAsync(app, cancellationToken);
            // The start does not wait for Meta.
            _reports.Add(ReportAsync(app, _stopping.Token));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_reports);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task SubscribeAsync(MetaApp app, CancellationToken cancellation)
    {
        try
        {
            foreach (var wanted in MetaSubscription.All)
            {
                var request = new CreateWebhookSubscription
                {
                    Object = wanted.Object,
                    CallbackUrl = Addresses.AppWebhook(address),
                    VerifyToken = app.VerifyToken.Reveal(),
                    Fields = MetaSubscription.ListOf(wanted.Fields),
                    IncludeValues = true,
                };
                await app.AsApp().Apps.SubscribeAsync(app.AppId, request, cancellation);
            }
        }
        catch (GraphException error)
        {
            Log.NotSubscribed(logger, error, app.Environment);
        }
    }

    // An app that is not used for pages or Instagram accounts has no subscription to these objects.
    private async Task ReportAsync(MetaApp app, CancellationToken cancellation)
    {
        try
        {
            var used = await subscriptions.ObjectsAsync(app, cancellation);
            foreach (var needed in MetaSubscription.All)
            {
                if (needed != MetaSubscription.WhatsApp && !used.Contains(needed.Object))
                    continue;
                if (await subscriptions.MissingAsync(app, needed, cancellation) is { Names.Count: > 0 } missing)
                    Log.FieldsMissing(logger, app.Environment, needed.Object, MetaSubscription.ListOf(missing.Names));
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops before Meta has answered.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            600,
            LogLevel.Error,
            "The webhooks of the {Environment} app could not be subscribed to this server; they will not arrive."
        )]
        public static partial void NotSubscribed(ILogger logger, Exception error, string environment);

        [LoggerMessage(
            601,
            LogLevel.Warning,
            "The {Environment} app is not subscribed to these webhook fields of {Object}, whose events do not arrive: "
                + "{Fields}. Subscribe them in Meta's App Dashboard."
        )]
        public static partial void FieldsMissing(ILogger logger, string environment, string @object, string fields);
    }
}
