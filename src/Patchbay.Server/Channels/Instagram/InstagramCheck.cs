using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>
/// Asks Meta whether an Instagram account's token works and has the permissions, and whether the app is subscribed.
/// </summary>
internal sealed class InstagramCheck(
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
        var missing = await subscriptions.MissingAsync(app, MetaSubscription.Instagram, cancellation);
        return connection.TokenKind == TokenKinds.Instagram
            ? await OwnAsync(app.As(token), missing, now, cancellation)
            :
            [
                .. await ThroughPageAsync(app, token, connection, now, cancellation),
                WebhookFieldCheck.Of(missing, now),
            ];
    }

    private static async Task<IReadOnlyList<HealthCheck>> OwnAsync(
        GraphSession meta,
        MissingFields? missing,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var read = await TryAsync(() => meta.Instagram.GetProfileAsync("me", "user_id", cancellation));
        var subscribed = await TryAsync(() => meta.Instagram.ListSubscriptionsAsync("me", cancellation));
        var lacks = WebhookFieldCheck.LacksOf(
            subscribed.Value?.Data is [var first, ..] ? first.SubscribedFields : null,
            MetaSubscription.Instagram
        );
        var (token, permissions) = Verdicts(read.Error);
        return
        [
            .. TokenAndPermissions(token, read.Error, permissions, now),
            Subscribed(subscribed.Value?.Data.Count > 0, subscribed.Error, now),
            WebhookFieldCheck.Of(missing, now, lacks),
        ];
    }

    private static async Task<IReadOnlyList<HealthCheck>> ThroughPageAsync(
        MetaApp app,
        Secret token,
        ConnectionRow connection,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var info = (await TryAsync(() => app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation))).Value;
        return
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
                info is { IsValid: true } ? MayAll(info, connection) : null,
                "permission_missing",
                "reconnect",
                now
            ),
            connection.PageId is { } page
                ? await PageSubscribedAsync(app, token, connection, page, now, cancellation)
                : Subscribed(false, null, now),
        ];
    }

    private static async Task<HealthCheck> PageSubscribedAsync(
        MetaApp app,
        Secret token,
        ConnectionRow connection,
        string page,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var apps = await TryAsync(async () =>
        {
            var pageToken = await PageWebhooks.TokenAsync(
                app.As(token),
                new MetaAccess(token, connection.TokenKind!),
                page,
                cancellation
            );
            return await app.As(pageToken ?? token)
                .Messenger.ListSubscriptionsAsync(page, cancellationToken: cancellation);
        });
        return Subscribed(apps.Value?.Data.Any(subscribed => subscribed.Id == app.AppId), apps.Error, now);
    }

    private static bool MayAll(TokenInfo info, ConnectionRow connection) =>
        TokenRules.InstagramScopes.All(scope =>
            info.Scopes?.Contains(scope) == true && TokenRules.Covers(info, scope, connection.IgBusinessAccountId!)
        );

    /// <summary>What the result of a read shows about the token and its permissions; null for unknown.</summary>
    private static (bool? Token, bool? Permissions) Verdicts(GraphException? error) =>
        error switch
        {
            null => (true, true),
            GraphApiException { Advice: GraphAdvice.NewToken } => (false, null),
            GraphApiException { Code: 10 or (>= 200 and <= 299) } => (true, false),
            _ => default,
        };

    private static IEnumerable<HealthCheck> TokenAndPermissions(
        bool? token,
        GraphException? error,
        bool? permissions,
        DateTimeOffset now
    ) =>
        [
            NumberHealthRules.Check(
                "token",
                token,
                error is GraphApiException { Subcode: 463 } ? "token_expired" : "token_revoked",
                "reconnect",
                now
            ),
            NumberHealthRules.Check("permissions", permissions, "permission_missing", "reconnect", now),
        ];

    private static HealthCheck Subscribed(bool? subscribed, GraphException? error, DateTimeOffset now) =>
        NumberHealthRules.Check(
            "app_subscribed",
            error is null ? subscribed : null,
            "app_not_subscribed",
            "subscribe_app",
            now
        );

    private static async Task<(T? Value, GraphException? Error)> TryAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return (await read(), null);
        }
        catch (GraphException error)
        {
            return (null, error);
        }
    }
}
