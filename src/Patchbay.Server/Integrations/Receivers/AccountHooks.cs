using Patchbay.Graph.Webhooks;
using Patchbay.Server.Connections;
using Patchbay.Server.Inbound;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Integrations.Receivers;

/// <summary>
/// Where Meta calls for the integrations surface: one address a channel, for the configured app, and one an account, where
/// an app of the account's own may call too. What comes in goes the way of every other webhook.
/// </summary>
internal sealed class AccountHooks(
    AccountStore accounts, AccountViews views, AccountConfigs configs, MetaApps apps, Receiver receiver, BodyBudget budget, Instruments instruments)
{
    private const int MaxBody = 4 * 1024 * 1024;

    private static readonly string[] Meta = [IntegrationChannels.WhatsApp, IntegrationChannels.Instagram, IntegrationChannels.Messenger];

    private static readonly Problem
        WrongSignature = new(403, "signature_invalid", "The signature does not match."),
        WrongToken = new(403, "verify_token_invalid", "The verify token does not match."),
        NotStored = new(503, Codes.StorageUnavailable, "The events could not be stored; send them again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var hooks = routes.ServiceProvider.GetRequiredService<AccountHooks>();
        var guard = routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>();
        foreach (var channel in Meta)
        {
            var group = routes.MapGroup($"/webhook/{channel}").ExcludeFromDescription();
            group.MapGet("", (HttpContext http, CancellationToken cancellation) => hooks.VerifyChannelAsync(channel, http, cancellation));
            group.MapGet("{id}", (string id, HttpContext http, CancellationToken cancellation) => hooks.VerifyAccountAsync(channel, id, http, cancellation));
            group.MapPost("", (RequestDelegate)(http => guard.GuardAsync(http, hooks.ReceiveForChannelAsync))).ShortCircuit();
            group.MapPost("{id}", (RequestDelegate)(http => guard.GuardAsync(http, inner => hooks.ReceiveForAccountAsync(channel, inner)))).ShortCircuit();
        }
    }

    private async Task<IResult> VerifyChannelAsync(string channel, HttpContext http, CancellationToken cancellation)
    {
        var token = http.Request.Query["hub.verify_token"].ToString();
        // All are asked, whichever matches: the time taken tells nothing of which one did.
        var ofApps = apps.All.Select(app => Handshake(http, app.VerifyToken.Reveal())).ToList();
        var ofAccounts = await accounts.KnowsVerifyTokenAsync(channel, views.VerifyTokenHashes(token), cancellation) ? Handshake(http, token) : null;
        return Challenge(ofApps.Find(answer => answer is not null) ?? ofAccounts);
    }

    private async Task<IResult> VerifyAccountAsync(string channel, string id, HttpContext http, CancellationToken cancellation) =>
        Challenge(await accounts.FindByHookAsync(channel, id, cancellation) is { } account ? Handshake(http, (await accounts.VerifyTokenAsync(account, cancellation)).Reveal()) : null);

    private async Task ReceiveForChannelAsync(HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault) await RefuseAsync(http, fault);
        else if (SignerOf(http, body.Bytes.Span) is not { } app) await RefuseAsync(http, WrongSignature);
        else if (!await receiver.TakeAsync(app.Environment, body.Bytes)) await RefuseAsync(http, NotStored);
    }

    private async Task ReceiveForAccountAsync(string channel, HttpContext http)
    {
        using var body = new PooledBody(budget);
        if (await body.ReadAsync(http.Request, MaxBody) is { } fault)
        {
            await RefuseAsync(http, fault);
            return;
        }
        var account = http.Request.RouteValues["id"] is string id ? await accounts.FindByHookAsync(channel, id, http.RequestAborted) : null;
        // An unknown address is answered like a wrong signature: it must not tell which accounts exist.
        if (account is null) await RefuseAsync(http, WrongSignature);
        else if (apps.Find(account.Environment) is { } app && app.Signed(body.Bytes.Span, Signature(http))) await TakeAsync(http, account, body.Bytes, null);
        else if (await OwnAsync(account, http.RequestAborted) is ({ } secret, { } ownId) && new AppSignature(secret).Fits(body.Bytes.Span, Signature(http)))
        {
            // An app of the account's own speaks for this account and for no other.
            await TakeAsync(http, account, body.Bytes, e => (channel == IntegrationChannels.WhatsApp ? e.NumberId : e.EntryId) == ownId);
        }
        else await RefuseAsync(http, WrongSignature);
    }

    private async Task TakeAsync(HttpContext http, AccountRow account, ReadOnlyMemory<byte> body, Func<SplitEvent, bool>? isOurs)
    {
        if (!await receiver.TakeAsync(account.Environment, body, isOurs)) await RefuseAsync(http, NotStored);
    }

    /// <summary>The secret of the account's own app, and its id at Meta.</summary>
    private async Task<(Secret? Secret, string? Id)> OwnAsync(AccountRow account, CancellationToken cancellation)
    {
        var full = await configs.OfAsync(account, cancellation);
        var id = full.Connection is not { DisconnectedAt: null } connection ? null : account.Channel switch
        {
            IntegrationChannels.WhatsApp => connection.PhoneNumberId,
            IntegrationChannels.Instagram => connection.IgBusinessAccountId,
            _ => connection.PageId,
        };
        return (full.Config.TryGetValue(ChannelConfig.AppSecret, out var secret) ? new Secret(secret) : null, id);
    }

    private MetaApp? SignerOf(HttpContext http, ReadOnlySpan<byte> body)
    {
        foreach (var app in apps.All)
        {
            if (app.Signed(body, Signature(http))) return app;
        }
        return null;
    }

    private static Microsoft.Extensions.Primitives.StringValues Signature(HttpContext http) => http.Request.Headers[WebhookSignature.HeaderName];

    private static string? Handshake(HttpContext http, string verifyToken)
    {
        var query = http.Request.Query;
        return WebhookHandshake.Answer(query["hub.mode"], query["hub.verify_token"], query["hub.challenge"], verifyToken);
    }

    private static IResult Challenge(string? answer) => answer is null ? WrongToken : TypedResults.Text(answer, "text/plain");

    private Task RefuseAsync(HttpContext http, BodyFault fault) => RefuseAsync(http, fault == BodyFault.TooLarge ? RequestBody.TooLarge : NotStored);

    private Task RefuseAsync(HttpContext http, Problem problem)
    {
        instruments.Refused(problem.Code);
        return problem.ExecuteAsync(http);
    }
}
