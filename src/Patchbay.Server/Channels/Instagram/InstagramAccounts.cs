using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>Connects an Instagram account whose token the caller has already.</summary>
internal sealed class InstagramAccounts(
    MetaApps apps,
    MetaConnector connector,
    ConnectionStore connections,
    AccountStore accounts
)
{
    /// <summary>An account that is new here, or whose connection was ended.</summary>
    public async Task<(Guid Id, Problem? Problem)> CreateAsync(
        AccountDraft draft,
        IReadOnlyDictionary<string, string> config,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var held = await connections.FindLiveInstagramAsync(
            draft.Tenant.Environment,
            config[ChannelSettings.IgUserId],
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
        var request = new RegisterMetaRequest(
            ChannelNames.Instagram,
            draft.DisplayName,
            null,
            null,
            config[ChannelSettings.IgUserId],
            null,
            config[ChannelSettings.AccessToken],
            TokenSources.Manual,
            null
        );
        var outcome = await connector.InstagramAsync(draft.Tenant, actor, app, request, cancellation, draft);
        if (outcome.Problem is { } problem)
            return (Guid.Empty, IntegrationProblems.OfMeta(problem, MetaSteps.VerifyToken));
        return (
            (await accounts.FindByConnectionAsync(draft.Tenant, outcome.ConnectionId!, CancellationToken.None))?.Id
                ?? Guid.Empty,
            null
        );
    }
}
