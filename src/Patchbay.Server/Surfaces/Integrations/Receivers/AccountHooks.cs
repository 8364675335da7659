using Patchbay.Graph.Webhooks;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Integrations.Receivers;

/// <summary>
/// Where Meta calls for the integrations surface: one address a channel, for the configured app, and one an account, where
/// an app of the account's own may call too. What comes in goes the way of every other webhook.
/// </summary>
internal sealed class AccountHooks(
    AccountStore accounts,
    AccountViews views,
    AccountConfigs configs,
    ChannelRegistry channels,
    MetaApps apps,
    Receiver receiver,
    ReceiverEdge edge,
    BodyBudget budget
)
{
    private const int MaxBody = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hooks = routes.ServiceProvider.GetRequiredService<AccountHooks>();
        var edge = routes.ServiceProvider.GetRequiredService<ReceiverEdge>();
        foreach (var channel in hooks.OfMeta())
        {
            var group = routes.MapGroup($"/webhook/{channel}").ExcludeFromDescription();
            group.MapGet(
                "",
                (HttpContext http, CancellationToken cancellation) =>
                    hooks.VerifyChannelAsync(channel, http, cancellation)
            );
            group.MapGet(
                "{id}",
                (string id, HttpContext http, CancellationToken cancellation) =>
                    hooks.VerifyAccountAsync(channel, id, http, cancellation)
            );
            group.MapPost("", edge.Guard(hooks.ReceiveForChannelAsync)).ShortCircuit();
            group.MapPost("{id}", edge.Guard(http => hooks.ReceiveForAccountAsync(channel, http))).ShortCircuit();
        }
    }

    private IEnumerable<string> OfMeta() =>
        channels.WithAccounts.Where(channel => channel.Settings.Meta is not null).Select(channel => channel.Name);

    private async Task<IResult> VerifyChannelAsync(string channel, HttpContext http, CancellationToken cancellation)
    {
        var token = http.Request.Query["hub.verify_token"].ToString();
        // All are asked, whichever matches: the time taken tells nothing of which one did.
        var ofApps = apps.All.Select(app => Handshake.Of(http, app.VerifyToken.Reveal())).ToList();
        var ofAccounts = await accounts.KnowsVerifyTokenAsync(channel, views.VerifyTokenHashes(token), cancellation)
            ? Handshake.Of(http, token)
            : null;
        return Handshake.Answer(ofApps.Find(answer => answer is not null) ?? ofAccounts);
    }

    private async Task<IResult> VerifyAccountAsync(
        string channel,
        string id,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        Handshake.Answer(
            await accounts.FindByHookAsync(channel, id, cancellation) is { } account
                ? Handshake.Of(http, (await accounts.VerifyTokenAsync(account, cancellation)).Reveal())
                : null
        );

    private async Task ReceiveForChannelAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
            await edge.RefuseAsync(http, fault, ReceiverEdge.NotStored);
        else if (SignerOf(http, body.Bytes.Span) is not { } app)
            await edge.RefuseAsync(http, ReceiverEdge.WrongSignature);
        else if (!await receiver.TakeAsync(app.Environment, body.Bytes))
            await edge.RefuseAsync(http, ReceiverEdge.NotStored);
    }

    private async Task ReceiveForAccountAsync(string channel, HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
        {
            await edge.RefuseAsync(http, fault, ReceiverEdge.NotStored);
            return;
        }
        var account = http.Request.RouteValues["id"] is string id
            ? await accounts.FindByHookAsync(channel, id, http.RequestAborted)
            : null;
        // An unknown address is answered like a wrong signature: it must not tell which accounts exist.
        if (account is null)
            await edge.RefuseAsync(http, ReceiverEdge.WrongSignature);
        else if (apps.Find(account.Environment) is { } app && app.Signed(body.Bytes.Span, Signature(http)))
            await TakeAsync(http, account, body.Bytes, null);
        else if (
            await OwnAsync(account, http.RequestAborted) is ({ } secret, { } ownId)
            && new AppSignature(secret).Fits(body.Bytes.Span, Signature(http))
        )
        {
            // An app of the account's own speaks for this account and for no other.
            await TakeAsync(http, account, body.Bytes, e => channels.Of(channel).Receive?.SubjectOf(e) == ownId);
        }
        else
            await edge.RefuseAsync(http, ReceiverEdge.WrongSignature);
    }

    private async Task TakeAsync(
        HttpContext http,
        AccountRow account,
        ReadOnlyMemory<byte> body,
        Func<SplitEvent, bool>? isOurs
    )
    {
        if (!await receiver.TakeAsync(account.Environment, body, isOurs))
            await edge.RefuseAsync(http, ReceiverEdge.NotStored);
    }

    /// <summary>The secret of the account's own app, and its id at Meta.</summary>
    private async Task<(Secret? Secret, string? Id)> OwnAsync(AccountRow account, CancellationToken cancellation)
    {
        var full = await configs.OfAsync(account, cancellation);
        var id = full.Connection is { DisconnectedAt: null } connection
            ? channels.Of(account.Channel).Connect.IdOf(connection)
            : null;
        return (full.Config.TryGetValue("app_secret", out var secret) ? new Secret(secret) : null, id);
    }

    private MetaApp? SignerOf(HttpContext http, ReadOnlySpan<byte> body)
    {
        foreach (var app in apps.All)
        {
            if (app.Signed(body, Signature(http)))
                return app;
        }
        return null;
    }

    private static Microsoft.Extensions.Primitives.StringValues Signature(HttpContext http) =>
        http.Request.Headers[WebhookSignature.HeaderName];
}
