using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Integrations.Receivers;

/// <summary>
/// The routes that Meta calls for the integrations surface: one per channel, for the configured apps, and one per
/// account, which the account's own app may call too.
/// </summary>
internal sealed class AccountHooks(
    AccountStore accounts,
    VerifyTokens verifyTokens,
    AccountConfigs configs,
    ChannelRegistry channels,
    MetaApps apps,
    Receiver receiver
)
{
    private readonly MetaApp[] _apps = [.. apps.All];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hooks = routes.ServiceProvider.GetRequiredService<AccountHooks>();
        routes.MapWebhooks(hooks.OfMeta().SelectMany(hooks.RoutesOf));
    }

    private IEnumerable<string> OfMeta() =>
        channels.WithAccounts.Where(channel => channel.Settings.Meta is not null).Select(channel => channel.Name);

    private IEnumerable<WebhookRoute> RoutesOf(string channel) =>
        [
            new WebhookRoute<MetaApp>($"/webhook/{channel}")
            {
                WhoSigned = request => new(request.SignerAmong(_apps)),
                Take = (request, app) => receiver.TakeAsync(app.Environment, request.Body),
                Handshake = new((http, token) => IsTokenOfChannelAsync(channel, http, token)),
            },
            new WebhookRoute<Speaker>($"/webhook/{channel}/{{id}}")
            {
                WhoSigned = request => SpeakerAsync(channel, request),
                Take = (request, speaker) => receiver.TakeAsync(speaker.Environment, request.Body, speaker.MaySpeakOf),
                Handshake = new((http, token) => IsTokenOfAccountAsync(channel, http, token)),
            },
        ];

    private async ValueTask<bool> IsTokenOfChannelAsync(string channel, HttpContext http, string token)
    {
        // Apps and accounts are both checked, so that timing does not reveal which of them matched.
        var isOfApp = Handshake.IsAmong(token, _apps.Select(app => app.VerifyToken.Reveal()));
        var isOfAccount = await verifyTokens.IsKnownAsync(
            VerifyTokens.OfAccounts,
            token,
            (session, hash) => AccountStore.HasVerifyTokenAsync(session, channel, hash),
            http.RequestAborted
        );
        return isOfApp || isOfAccount;
    }

    private async ValueTask<bool> IsTokenOfAccountAsync(string channel, HttpContext http, string token) =>
        await FindAsync(channel, http) is { } account
        && Handshake.AreSame(token, (await accounts.VerifyTokenAsync(account, http.RequestAborted)).Reveal());

    private async ValueTask<Speaker?> SpeakerAsync(string channel, WebhookRequest request)
    {
        if (await FindAsync(channel, request.Http) is not { } account)
            return null;
        if (apps.Find(account.Environment) is { } app && request.IsSignedBy(app))
            return new(account.Environment, null);
        if (
            await OwnAppAsync(account, request.Aborted) is not ({ } secret, { } ownId)
            || !new AppSignature(secret).Fits(request.Body.Span, request.MetaSignature)
        )
            return null;
        // The account's own app may send events of this account only.
        return new(account.Environment, received => channels.Of(channel).Receive?.SubjectOf(received) == ownId);
    }

    private async ValueTask<AccountRow?> FindAsync(string channel, HttpContext http) =>
        http.Request.RouteValues["id"] is string id
            ? await accounts.FindByHookAsync(channel, id, http.RequestAborted)
            : null;

    /// <summary>The secret of the account's own app, and the account's id at Meta.</summary>
    private async Task<(Secret? Secret, string? Id)> OwnAppAsync(AccountRow account, CancellationToken cancellation)
    {
        var full = await configs.OfAsync(account, cancellation);
        var id = full.Connection is { DisconnectedAt: null } connection
            ? channels.Of(account.Channel).Connect.IdOf(connection)
            : null;
        return (full.Config.TryGetValue("app_secret", out var secret) ? new Secret(secret) : null, id);
    }

    /// <param name="Environment">The environment of the account.</param>
    /// <param name="MaySpeakOf">The events that the signer may send; null for all.</param>
    private sealed record Speaker(string Environment, Func<SplitEvent, bool>? MaySpeakOf);
}
