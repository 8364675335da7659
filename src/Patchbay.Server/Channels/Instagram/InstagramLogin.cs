using Patchbay.Graph.Instagram;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Surfaces.Integrations.Login;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>From the code of Instagram Login to a connected account: short token, long token, profile, subscription, row.</summary>
internal sealed class InstagramLogin(
    MetaApps apps,
    CodeOnce once,
    MetaConnector connector,
    LoginDrafts drafts,
    ConnectionStore connections,
    AccountStore accounts,
    ConnectionAudit audit,
    TimeProvider clock
)
{
    public async Task<(AccountRow? Account, Problem? Problem)> RunAsync(
        Tenant tenant,
        Actor actor,
        string code,
        string redirectUri
    )
    {
        if (apps.Find(tenant.Environment) is not { } app)
            return (null, MetaApps.NotConfigured);
        if (app.Instagram is not { } instagram)
            return (null, LoginDialogs.NoInstagram);
        var outcome = await once.RunAsync(
            tenant,
            actor,
            code,
            () => ExchangeAsync(tenant, actor, app, instagram, code, redirectUri)
        );
        if (outcome.Problem is { } problem)
            return (null, LoginProblems.OfMeta(problem));
        var account = await accounts.FindByConnectionAsync(tenant, outcome.ConnectionId!, CancellationToken.None);
        return account is null ? (null, IntegrationProblems.AccountNotFound) : (account, null);
    }

    private async Task<ConnectOutcome> ExchangeAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        InstagramApp instagram,
        string code,
        string redirectUri
    )
    {
        var brief = await app.Graph.InstagramLogin.ExchangeCodeAsync(
            new ExchangeInstagramCode
            {
                ClientId = instagram.AppId,
                ClientSecret = instagram.AppSecret.Reveal(),
                Code = code,
                RedirectUri = redirectUri,
            }
        );
        if (brief.Token is not { } first)
            return ConnectionProblems.CodeInvalid;
        var lasting = await app.Graph.InstagramLogin.ExtendTokenAsync(instagram.AppSecret.Reveal(), first);
        var (access, problem) = await MetaAccessCheck.InstagramAsync(
            app,
            new Secret(lasting.Token),
            null,
            null,
            CancellationToken.None
        );
        if (problem is not null)
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        return await StoreAsync(tenant, actor, app, access!, lasting.ExpiresIn);
    }

    private async Task<ConnectOutcome> StoreAsync(
        Tenant tenant,
        Actor actor,
        MetaApp app,
        MetaAccess access,
        long? seconds
    )
    {
        var held = await connections.FindLiveInstagramAsync(
            tenant.Environment,
            access.InstagramId!,
            CancellationToken.None
        );
        var name = access.Name ?? access.Username ?? access.InstagramId!;
        var draft = await drafts.OfAsync(
            tenant,
            IntegrationChannels.Instagram,
            access.InstagramId!,
            held?.Tenant == tenant ? held : null,
            name,
            (ChannelSettings.Username, access.Username),
            CancellationToken.None
        );
        DateTimeOffset? expiresAt = seconds is > 0 and var left ? clock.GetUtcNow().AddSeconds(left) : null;
        var request = new RegisterMetaRequest(
            ChannelNames.Instagram,
            name,
            null,
            null,
            access.InstagramId,
            null,
            null,
            TokenSources.EmbeddedSignup,
            expiresAt
        );
        try
        {
            return await connector.InstagramAsync(tenant, actor, app, access, request, CancellationToken.None, draft);
        }
        catch (AccountChangedException)
        {
            return IntegrationProblems.Changed;
        }
    }
}
