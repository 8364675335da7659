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

/// <summary>Connecting by redirect: a person logs in at Meta, chooses a number, and comes back with a code. The state stays here and is good once.</summary>
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

    public async Task<(ConnectAnswer? Answer, Problem? Problem)> BeginAsync(
        Tenant tenant,
        Guid instanceId,
        CancellationToken cancellation
    )
    {
        if (apps.Find(tenant.Environment) is not { } app)
            return (null, MetaApps.NotConfigured);
        var state = ids.Token(StateLength);
        await logins.BeginAsync(tenant, instanceId, state, cancellation);
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
        return (new($"{app.MessageOrigins[0]}/{app.GraphVersion}/dialog/oauth{query}", state), null);
    }

    /// <param name="state">What came back with the person.</param>
    /// <param name="code">Null when they turned back.</param>
    /// <param name="cancellation">Ends it before anything is stored.</param>
    public async Task<(WhatsAppStatus? Status, Problem? Problem)> FinishAsync(
        string state,
        string? code,
        CancellationToken cancellation
    )
    {
        if (await logins.TakeAsync(state, cancellation) is not { } login)
            return (null, InstanceProblems.StateInvalid);
        if (string.IsNullOrEmpty(code))
            return (null, InstanceProblems.LoginRefused);
        if (apps.Find(login.Environment) is not { } app)
            return (null, MetaApps.NotConfigured);
        if (await instances.FindAsync(login.Tenant, login.InstanceId, cancellation) is null)
            return (null, InstanceProblems.NotFound);
        var (token, problem) = await ExchangeAsync(app, code, cancellation);
        if (problem is not null)
            return (null, problem);
        var proof = await NumberProof.OnlyOneAsync(app, token!, cancellation);
        if (!proof.TryGet(out var proven, out var refused))
            return (null, refused with { Field = null });
        var (status, _, failed) = await channel.BindAsync(
            login.Tenant,
            new Actor("meta_login", null),
            login.InstanceId,
            proven,
            null,
            null,
            TokenSources.EmbeddedSignup,
            cancellation
        );
        // The verify token is the organization's; the person at the browser is somebody else.
        return failed is not null ? (null, failed) : (status! with { VerifyToken = null }, null);
    }

    private async Task<(Secret? Token, Problem? Problem)> ExchangeAsync(
        MetaApp app,
        string code,
        CancellationToken cancellation
    )
    {
        try
        {
            var made = await app.Graph.OAuth.ExchangeCodeAsync(
                app.AppId,
                app.AppSecret.Reveal(),
                code,
                Callback,
                cancellation
            );
            return (new Secret(made.Token), null);
        }
        catch (GraphException error)
        {
            return (null, ConnectionProblems.OfExchange(error));
        }
    }
}
