using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>Connects a page whose token the caller has already.</summary>
internal sealed class MessengerAccounts(
    MetaApps apps,
    MessengerAssets assets,
    ConnectionStore connections,
    AccountStore accounts
)
{
    /// <summary>A page that is new here, or whose connection was ended.</summary>
    public async Task<(Guid Id, Problem? Problem)> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var held = await connections.FindLiveMessengerAsync(
            draft.Tenant.Environment,
            config[ChannelSettings.PageId],
            cancellation
        );
        if (held is not null && held.Tenant == draft.Tenant)
            return (Guid.Empty, IntegrationProblems.AlreadyConnected);
        return await ConnectAsync(draft, config, actor, cancellation);
    }

    public async Task<(Guid Id, Problem? Problem)> ConnectAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (apps.Find(draft.Tenant.Environment) is not { } app)
            return (Guid.Empty, MetaApps.NotConfigured);
        var (page, problem) = await PageAccessCheck.RunAsync(
            app,
            new(config[ChannelSettings.PageAccessToken]),
            config[ChannelSettings.PageId],
            cancellation
        );
        if (problem?.Field == ChannelSettings.AccessToken)
            problem = problem with { Field = ChannelSettings.PageAccessToken };
        if (problem is not null)
            return (Guid.Empty, IntegrationProblems.OfMeta(problem, MetaSteps.VerifyToken));
        var outcome = await assets.SaveAsync(
            draft.Tenant,
            actor,
            app,
            page!,
            TokenSources.Manual,
            draft,
            CancellationToken.None
        );
        if (outcome.Problem is { } failed)
            return (Guid.Empty, failed);
        return (
            (await accounts.FindByConnectionAsync(draft.Tenant, outcome.ConnectionId!, CancellationToken.None))?.Id
                ?? Guid.Empty,
            null
        );
    }
}
