using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>Connects Instagram accounts with a token that the caller already has.</summary>
internal sealed class InstagramConnect(
    MetaApps apps,
    ConnectionApps connectionApps,
    InstagramStore store,
    DirectSubscription subscription,
    ConnectionStore connections,
    AccountStore accounts,
    ConnectionAudit audit
) : ChannelConnect
{
    public override string? IdOf(ConnectionRow connection) => connection.IgBusinessAccountId;

    public override async Task AddConfigAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        config.AddIfPresent(
            InstagramKind.AccessToken,
            (await connections.TokenAsync(connection, cancellation))?.Reveal()
        );
        config.AddIfPresent(InstagramKind.IgUserId, connection.IgBusinessAccountId);
    }

    public override async Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var held = await connections.FindLiveInstagramAsync(
            draft.Tenant.Environment,
            config[InstagramKind.IgUserId],
            cancellation
        );
        return held is not null && held.Tenant == draft.Tenant
            ? AccountProblems.AlreadyConnected
            : await ConnectAccountAsync(draft, config, actor, cancellation);
    }

    public override async Task<Outcome<bool>> UpdateAsync(
        AccountChange change,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!change.Config.Changed.Contains(InstagramKind.AccessToken))
            return false;
        var connected = await ConnectAccountAsync(change.Draft, change.Config.Values, actor, cancellation);
        return connected.Select(_ => true);
    }

    private async Task<Outcome<Guid>> ConnectAccountAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (apps.Find(draft.Tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        var request = new TokenConnection(draft.Tenant, new Secret(config[InstagramKind.AccessToken]))
        {
            DisplayName = draft.DisplayName,
            IgBusinessAccountId = config[InstagramKind.IgUserId],
        };
        var outcome = await ConnectAsync(request, actor, app, draft, cancellation);
        if (outcome.Problem is { } problem)
            return AccountProblems.OfMeta(problem, MetaSteps.VerifyToken);
        return await accounts.IdOfConnectedAsync(draft.Tenant, outcome);
    }

    public override Problem? Check(TokenConnection request) =>
        ConnectionFieldRules.MetaId(
            "ig_business_account_id",
            request.IgBusinessAccountId,
            required: request.PageId is null
        ) ?? ConnectionFieldRules.MetaId("page_id", request.PageId, required: false);

    public override Task<ConnectOutcome> ConnectAsync(
        TokenConnection request,
        Actor actor,
        MetaApp app,
        CancellationToken cancellation
    ) => ConnectAsync(request, actor, app, asAccount: null, cancellation);

    private async Task<ConnectOutcome> ConnectAsync(
        TokenConnection request,
        Actor actor,
        MetaApp app,
        AccountDraft? asAccount,
        CancellationToken cancellation
    )
    {
        var proven = await InstagramAccess.ProveAsync(
            app,
            request.Token,
            request.IgBusinessAccountId,
            request.PageId,
            cancellation
        );
        if (!proven.TryGet(out var access, out var problem))
            return await audit.RefusedAsync(request.Tenant, actor, ConnectionAudit.Created, null, problem);
        var wanted = new InstagramConnection(request.Tenant, actor, app, access)
        {
            DisplayName = request.DisplayName ?? access.Name ?? access.InstagramId!,
            TokenSource = request.TokenSource,
            TokenExpiresAt = request.TokenExpiresAt,
            PageId = request.PageId,
            AsAccount = asAccount,
        };
        return await store.SaveAsync(wanted, cancellation);
    }

    public override async Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    )
    {
        if (await connectionApps.OfAsync(connection, cancellation) is not { } app)
            return MetaApps.NotConfigured;
        var proven = await InstagramAccess.ProveAsync(
            app,
            credential,
            connection.IgBusinessAccountId,
            connection.PageId,
            cancellation
        );
        return proven.Select(ProvenToken.Of);
    }

    public override Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    ) => subscription.FinishAsync(connection, actor, InstagramStore.TrySubscribeAsync, cancellation);

    public override async Task<string?> UndoAsync(
        ConnectionRow connection,
        UndoReport report,
        CancellationToken cancellation
    ) => await subscription.EndAsync(connection, cancellation) ? null : MetaNotAsked;
}
