using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>
/// Connects by redirect: a person sees on our page who gets access, logs in at Meta, chooses a number, and returns with
/// a code. The state of the redirect is stored and works once, in the browser that went to Meta.
/// </summary>
internal sealed class WhatsAppLogin(
    LoginStore logins,
    InstanceStore instances,
    WhatsAppChannel channel,
    MetaApps apps,
    PublicAddress address,
    Ids ids
)
{
    private const int StateLength = 43; // 256 bits

    private string Callback => $"{address.Base}/v1/channels/whatsapp/callback";

    public async Task<Outcome<ConnectAnswer>> BeginAsync(Tenant tenant, Guid instanceId, CancellationToken cancellation)
    {
        if (apps.Find(tenant.Environment) is null)
            return MetaApps.NotConfigured;
        var state = ids.Token(StateLength);
        await logins.BeginAsync(tenant, instanceId, state, cancellation);
        return new ConnectAnswer($"{address.Base}{LoginPage.Path}{QueryString.Create("state", state)}", state);
    }

    /// <summary>The address of Meta's dialog, to which our page leads.</summary>
    public string DialogOf(MetaApp app, string state)
    {
        var query = QueryString.Create(
            new KeyValuePair<string, string?>[]
            {
                new("client_id", app.AppId),
                new("redirect_uri", Callback),
                new("state", state),
                new("config_id", app.ConfigId),
                new("response_type", "code"),
                new("override_default_response_type", "true"),
            }
        );
        return $"{app.MessageOrigins[0]}/{app.GraphVersion}/dialog/oauth{query}";
    }

    /// <param name="state">The state with which the person returns.</param>
    /// <param name="browser">The secret of the browser; null when it did not come from our page.</param>
    /// <param name="code">The code; null when the person cancelled the log-in.</param>
    /// <param name="cancellation">Cancels the call as long as nothing is stored.</param>
    public async Task<Outcome<WhatsAppStatus>> FinishAsync(
        string state,
        string? browser,
        string? code,
        CancellationToken cancellation
    )
    {
        if (browser is null || await logins.TakeAsync(state, browser, cancellation) is not { } login)
            return InstanceProblems.StateInvalid;
        if (string.IsNullOrEmpty(code))
            return InstanceProblems.LoginRefused;
        if (apps.Find(login.Environment) is not { } app)
            return MetaApps.NotConfigured;
        if (await instances.FindAsync(login.Tenant, login.InstanceId, cancellation) is null)
            return InstanceProblems.NotFound;
        var proven = await ProveAsync(app, code, cancellation);
        return proven.TryGet(out var number, out var problem) ? await BindAsync(login, number, cancellation) : problem;
    }

    private async Task<Outcome<WhatsAppStatus>> BindAsync(
        LoginRow login,
        ProvenNumber number,
        CancellationToken cancellation
    )
    {
        var bound = await channel.BindAsync(
            login.Tenant,
            new Actor("meta_login", null),
            number,
            new WantedChannel(login.InstanceId, TokenSources.EmbeddedSignup),
            cancellation
        );
        // Only the organization may see the verify token, and the person at the browser may not belong to it.
        return bound.Select(done => done.Status with { VerifyToken = null });
    }

    private async Task<Outcome<ProvenNumber>> ProveAsync(MetaApp app, string code, CancellationToken cancellation)
    {
        try
        {
            var token = await app.Graph.OAuth.ExchangeCodeAsync(
                app.AppId,
                app.AppSecret.Reveal(),
                code,
                Callback,
                cancellation
            );
            var proven = await NumberProof.OnlyOneAsync(app, new Secret(token.Token), cancellation);
            // The person's request has no members, so the error must not name a member.
            return proven.Problem is { } problem ? problem with { Field = null } : proven;
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfExchange(error);
        }
    }
}
