using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Connects pages with a token that the caller already has.</summary>
internal sealed class MessengerConnect(
    MetaApps apps,
    ConnectionApps connectionApps,
    MessengerStore store,
    DirectSubscription subscription,
    ConnectionStore connections,
    AccountStore accounts
) : ChannelConnect
{
    public override string? IdOf(ConnectionRow connection) => connection.PageId;

    public override async Task AddConfigAsync(
        Dictionary<string, string> config,
        ConnectionRow connection,
        CancellationToken cancellation
    )
    {
        config.AddIfPresent(
            MessengerKind.PageAccessToken,
            (await connections.TokenAsync(connection, cancellation))?.Reveal()
        );
        config.AddIfPresent(MessengerKind.PageId, connection.PageId);
    }

    public override async Task<Outcome<Guid>> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var held = await connections.FindLiveMessengerAsync(
            draft.Tenant.Environment,
            config[MessengerKind.PageId],
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
        if (!change.Config.Changed.Contains(MessengerKind.PageAccessToken))
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
        var token = new Secret(config[MessengerKind.PageAccessToken]);
        var proven = await PageAccessCheck.RunAsync(app, token, config[MessengerKind.PageId], cancellation);
        if (!proven.TryGet(out var page, out var problem))
            return AccountProblems.OfMeta(Named(problem), MetaSteps.VerifyToken);
        var outcome = await store.SaveAsync(
            new PageConnection(draft.Tenant, actor, app, page) { TokenSource = TokenSources.Manual, AsAccount = draft }
        );
        if (outcome.Problem is { } failed)
            return failed;
        return await accounts.IdOfConnectedAsync(draft.Tenant, outcome);
    }

    // The check uses the member names of the provider connections surface.
    private static Problem Named(Problem problem) =>
        problem.Field == "access_token" ? problem with { Field = MessengerKind.PageAccessToken } : problem;

    public override async Task<Outcome<ProvenCredential>> ProveAsync(
        ConnectionRow connection,
        Secret credential,
        CancellationToken cancellation
    )
    {
        if (await connectionApps.OfAsync(connection, cancellation) is not { } app)
            return MetaApps.NotConfigured;
        var proven = await PageAccessCheck.RunAsync(app, credential, connection.PageId!, cancellation);
        return proven.Select(page => new ProvenCredential
        {
            Token = page.Token,
            Kind = TokenKinds.Page,
            UserId = page.UserId,
            EndsAt = page.ExpiresAt,
        });
    }

    public override Task<Problem?> FinishAsync(
        ConnectionRow connection,
        Actor actor,
        Secret? pin,
        CancellationToken cancellation
    ) => subscription.FinishAsync(connection, actor, PageWebhooks.TrySubscribeAsync, cancellation);

    public override async Task<string?> UndoAsync(
        ConnectionRow connection,
        UndoReport report,
        CancellationToken cancellation
    ) => await subscription.EndAsync(connection, cancellation) ? null : MetaNotAsked;
}
