using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Asks Meta about a page: does the token work, may it, is our app subscribed?</summary>
internal static class MessengerChecks
{
    public static async Task<IReadOnlyList<HealthCheck>> ReadAsync(
        MetaApp app,
        Secret token,
        ConnectionRow connection,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var info = await TryAsync(() => app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation));
        var apps = await TryAsync(() =>
            app.As(token).Messenger.ListSubscriptionsAsync(connection.PageId!, cancellationToken: cancellation)
        );
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
                info is { IsValid: true } ? MayAll(info) : null,
                "permission_missing",
                "reconnect",
                now
            ),
            NumberHealthRules.Check(
                "app_subscribed",
                apps?.Data.Any(one => one.Id == app.AppId),
                MessengerAssets.NotSubscribed,
                "subscribe_app",
                now
            ),
        ];
    }

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
