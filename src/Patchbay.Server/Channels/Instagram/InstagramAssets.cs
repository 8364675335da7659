using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>Stores an Instagram account's connection and subscribes our app to its messages.</summary>
internal sealed class InstagramAssets(
    ConnectionStore connections,
    AccountViews accounts,
    ConnectionSessions sessions,
    Database database,
    Ids ids,
    TimeProvider clock
)
{
    public const string Fields = "messages,messaging_postbacks,message_reactions,messaging_seen";

    // Instagram Login does not say how long a token lives; a long-lived one has 60 days from when it was made or renewed.
    private static readonly TimeSpan LongLived = TimeSpan.FromDays(60);

    /// <param name="tenant">Whose it becomes.</param>
    /// <param name="app">The app of the token.</param>
    /// <param name="access">What the token opened.</param>
    /// <param name="held">Our live connection of the account, whose credentials are replaced.</param>
    /// <param name="request">How it is to be named, and where the token is from.</param>
    /// <param name="also">What belongs into the same transaction.</param>
    /// <param name="cancellation">Ends it before anything is stored.</param>
    /// <param name="asAccount">What is wanted of the account it shows as; null: nothing in particular.</param>
    /// <returns>The connection's id; null when the one to be replaced was ended meanwhile.</returns>
    public async Task<string?> SaveAsync(
        Tenant tenant,
        MetaApp app,
        MetaAccess access,
        ConnectionRow? held,
        RegisterMetaRequest request,
        Func<DbSession, string, Task> also,
        CancellationToken cancellation,
        AccountDraft? asAccount = null
    )
    {
        var subscribed = await TrySubscribeAsync(app, access, cancellation);
        var row = await RowAsync(tenant, access, held, request, subscribed, cancellation);
        var account = await accounts.PrepareAsync(row, asAccount, cancellation);
        var saved = await database.WriteAsync(
            async session =>
            {
                if (!await connections.SaveAsync(session, row))
                    return false;
                await accounts.AttachAsync(session, account);
                await also(session, row.Id);
                return true;
            },
            cancellation
        );
        return saved ? row.Id : null;
    }

    private async Task<ConnectionRow> RowAsync(
        Tenant tenant,
        MetaAccess access,
        ConnectionRow? held,
        RegisterMetaRequest request,
        bool subscribed,
        CancellationToken cancellation
    )
    {
        var (id, now) = (held?.Id ?? ids.Connection(), clock.GetUtcNow());
        var token = await sessions.SealAsync(tenant.OrganizationId, id, access.Token, cancellation);
        var expiresAt = request.TokenExpiresAt ?? access.ExpiresAt;
        return new ConnectionRow
        {
            Id = id,
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Provider = Providers.Meta,
            Channel = ChannelNames.Instagram,
            Status = subscribed ? ConnectionStatus.Connected : ConnectionStatus.Pending,
            StatusReason = subscribed ? null : "app_not_subscribed",
            DisplayName = request.DisplayName!,
            IgBusinessAccountId = access.InstagramId,
            PageId = access.PageId ?? request.PageId,
            AccessToken = token.Box,
            CredentialLastFour = token.LastFour,
            TokenSource = request.TokenSource ?? TokenSources.Manual,
            TokenKind = access.Kind,
            TokenUserId = access.UserId,
            TokenHash = token.Hash,
            TokenExpiresAt = expiresAt,
            CheckDueAt = now + CheckRules.Interval,
            RefreshDueAt = RefreshRules.FirstDue(access.Kind, EndOf(access, expiresAt, now), now),
            RowVersion = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static DateTimeOffset? EndOf(MetaAccess access, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        expiresAt ?? (access.Kind == TokenKinds.Instagram ? now + LongLived : null);

    /// <summary>Has Meta send us the account's events; false when it would not.</summary>
    public static async Task<bool> TrySubscribeAsync(MetaApp app, MetaAccess access, CancellationToken cancellation)
    {
        try
        {
            var meta = app.As(access.Token);
            if (access.Kind == TokenKinds.Instagram)
            {
                await meta.Instagram.SubscribeAsync(
                    "me",
                    new SubscribePage { SubscribedFields = Fields },
                    cancellation
                );
                return true;
            }
            return access.PageId is { } page
                && await PageTokenAsync(meta, access, page, cancellation) is { } token
                && await MessengerAssets.SubscribeAsync(app, token, page, cancellation) is null;
        }
        catch (GraphException)
        {
            return false; // pending, with the reason; subscribing again finishes it
        }
    }

    /// <summary>A Page is worked with under its own token, which a user's or system user's token can ask for.</summary>
    public static async Task<Secret?> PageTokenAsync(
        GraphSession meta,
        MetaAccess access,
        string pageId,
        CancellationToken cancellation
    )
    {
        if (access.Kind == TokenKinds.Page)
            return access.Token;
        await foreach (var page in meta.Messenger.ListPagesAllAsync("me", cancellationToken: cancellation))
        {
            if (page.Id == pageId && page.AccessToken is { } token)
                return new Secret(token);
        }
        return null;
    }
}
