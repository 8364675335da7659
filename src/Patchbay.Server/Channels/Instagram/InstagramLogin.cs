using Patchbay.Graph.Instagram;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Instagram;

/// <summary>
/// Connects an account with the code of Instagram Login: exchanges it for a short-lived and then a long-lived token,
/// reads the profile, subscribes and stores.
/// </summary>
internal sealed class InstagramLogin(
    MetaApps apps,
    CodeOnce once,
    InstagramStore store,
    LoginDrafts drafts,
    ConnectionStore connections,
    AccountStore accounts,
    ConnectionAudit audit,
    TimeProvider clock
) : ChannelLogIn
{
    private const string Scopes = "instagram_business_basic,instagram_business_manage_messages";

    private static readonly Problem NoInstagram = new(
        503,
        "meta_app_not_configured",
        "The Meta app of this environment is not set up for log-in with Instagram."
    );

    public override Problem NotSetUp => NoInstagram;

    public override string? DialogOf(MetaApp app, string redirectUri, string state) =>
        app.Instagram is { } instagram
            ? LoginDialog.Address(instagram.DialogBase, "oauth/authorize", instagram.AppId, Scopes, redirectUri, state)
            : null;

    public override async Task<Outcome<LogInResult>> FinishAsync(LogInCode code)
    {
        var tenant = code.Owner.Tenant;
        if (apps.Find(tenant.Environment) is not { } app)
            return MetaApps.NotConfigured;
        if (app.Instagram is not { } instagram)
            return NoInstagram;
        var outcome = await once.RunAsync(
            tenant,
            code.Owner.Actor,
            code.Code,
            () => ExchangeAsync(code, app, instagram)
        );
        if (outcome.Problem is { } problem)
            return LoginProblems.OfMeta(problem);
        var id = await accounts.IdOfConnectedAsync(tenant, outcome);
        return await accounts.FindAsync(tenant, id, CancellationToken.None) is { } account
            ? new LogInResult { Account = account }
            : AccountProblems.AccountNotFound;
    }

    private async Task<ConnectOutcome> ExchangeAsync(LogInCode code, MetaApp app, InstagramApp instagram)
    {
        var brief = await app.Graph.InstagramLogin.ExchangeCodeAsync(ExchangeOf(code, instagram));
        if (brief.Token is not { } first)
            return ConnectionProblems.CodeInvalid;
        var lasting = await app.Graph.InstagramLogin.ExtendTokenAsync(instagram.AppSecret.Reveal(), first);
        var proven = await InstagramAccess.ProveAsync(
            app,
            new Secret(lasting.Token),
            instagramId: null,
            pageId: null,
            CancellationToken.None
        );
        if (!proven.TryGet(out var access, out var problem))
        {
            var (tenant, actor) = (code.Owner.Tenant, code.Owner.Actor);
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        }
        return await StoreAsync(code.Owner, app, access, lasting.ExpiresIn);
    }

    private static ExchangeInstagramCode ExchangeOf(LogInCode code, InstagramApp instagram) =>
        new()
        {
            ClientId = instagram.AppId,
            ClientSecret = instagram.AppSecret.Reveal(),
            Code = code.Code,
            RedirectUri = code.RedirectUri,
        };

    private async Task<ConnectOutcome> StoreAsync(LogInOwner owner, MetaApp app, MetaAccess access, long? seconds)
    {
        var (tenant, instagramId) = (owner.Tenant, access.InstagramId!);
        var held = await connections.FindLiveInstagramAsync(tenant.Environment, instagramId, CancellationToken.None);
        var name = access.Name ?? access.Username ?? instagramId;
        var draft = await drafts.OfAsync(
            tenant,
            InstagramKind.Settings,
            instagramId,
            held?.Tenant == tenant ? held : null,
            name,
            (InstagramKind.Username, access.Username)
        );
        var wanted = new InstagramConnection(tenant, owner.Actor, app, access)
        {
            DisplayName = name,
            TokenSource = TokenSources.EmbeddedSignup,
            TokenExpiresAt = seconds is > 0 and var left ? clock.GetUtcNow().AddSeconds(left) : null,
            AsAccount = draft,
        };
        try
        {
            return await store.SaveAsync(wanted, CancellationToken.None);
        }
        catch (AccountChangedException)
        {
            return AccountProblems.Changed;
        }
    }
}
