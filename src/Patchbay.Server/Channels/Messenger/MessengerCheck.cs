using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>
/// Asks Meta whether a page's token works and has the permissions, and whether the app is subscribed.
/// </summary>
internal sealed class MessengerCheck(
    ConnectionStore connections,
    MetaApps apps,
    AppSubscriptions subscriptions,
    TimeProvider clock
) : ChannelCheck
{
    public override async Task<IReadOnlyList<HealthCheck>?> ReadAsync(
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        var token = await connections.TokenAsync(connection, cancellation);
        if (token is null || apps.Find(connection.Environment) is not { } app)
            return null;
        var now = clock.GetUtcNow();
        var info = await TryAsync(() => app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation));
        var subscribed = await TryAsync(() =>
            app.As(token).Messenger.ListSubscriptionsAsync(connection.PageId!, cancellationToken: cancellation)
        );
        var ours = subscribed?.Data.FirstOrDefault(other => other.Id == app.AppId);
        return
        [
            .. Checks(info, subscribed is null ? null : ours is not null, now),
            await FieldCheckAsync(app, ours?.SubscribedFields, now, cancellation),
        ];
    }

    private async Task<HealthCheck> FieldCheckAsync(
        MetaApp app,
        IReadOnlyList<string>? subscribed,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var missing = await subscriptions.MissingAsync(app, MetaSubscription.Page, cancellation);
        var lacks = WebhookFieldCheck.LacksOf(subscribed, MetaSubscription.Page);
        return WebhookFieldCheck.Of(missing, now, lacks);
    }

    /// <param name="info">Meta's information about the token; null when unknown.</param>
    /// <param name="isSubscribed">Whether the app is subscribed; null when unknown.</param>
    /// <param name="now">The time of the check.</param>
    private static IReadOnlyList<HealthCheck> Checks(TokenInfo? info, bool? isSubscribed, DateTimeOffset now) =>
        [
            NumberHealthRules.Check(
                "token",
                info?.IsValid,
                info is null ? null : TokenRules.DeathOf(info, now),
                "reconnect",
                now
            ),
            NumberHealthRules.Check(
                "permissions",
                info is { IsValid: true } ? MayAll(info) : null,
                "permission_missing",
                "reconnect",
                now
            ),
            NumberHealthRules.Check("app_subscribed", isSubscribed, PageWebhooks.NotSubscribed, "subscribe_app", now),
        ];

    private static bool MayAll(TokenInfo info) =>
        TokenRules.MessengerScopes.All(scope => info.Scopes?.Contains(scope) == true);

    private static async Task<T?> TryAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (GraphException)
        {
            return null; // unknown: the next check asks again
        }
    }
}
