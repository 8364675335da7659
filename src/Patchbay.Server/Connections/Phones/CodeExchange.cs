using Patchbay.Graph.OAuth;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Trades a code of Meta's sign-up window for a connection.</summary>
internal sealed class CodeExchange(CodeOnce once, NumberConnector connector, ConnectionAudit audit, TimeProvider clock)
{
    public Task<ConnectOutcome> RunAsync(Tenant tenant, Actor actor, MetaApp app, SignupCode code) =>
        once.RunAsync(tenant, actor, code.Code, () => ExchangeAsync(tenant, actor, app, code));

    private async Task<ConnectOutcome> ExchangeAsync(Tenant tenant, Actor actor, MetaApp app, SignupCode code)
    {
        var made = await TradeAsync(app, code.Code);
        DateTimeOffset? expiresAt = made.ExpiresIn is > 0 and var seconds
            ? clock.GetUtcNow().AddSeconds(seconds)
            : null;
        var proven = await ProveAsync(app, new Secret(made.Token), code);
        if (!proven.TryGet(out var access, out var problem))
        {
            problem = problem with { Field = FieldOf(problem) };
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        }
        var wanted = new NumberConnection(tenant, actor, app, access)
        {
            DisplayName = code.DisplayName,
            TokenSource = TokenSources.EmbeddedSignup,
            TokenExpiresAt = expiresAt,
            BusinessId = code.BusinessId,
        };
        return await connector.ConnectAsync(wanted, CancellationToken.None);
    }

    private static Task<AccessToken> TradeAsync(MetaApp app, string code) =>
        app.Graph.OAuth.ExchangeCodeAsync(
            app.AppId,
            app.AppSecret.Reveal(),
            code,
            cancellationToken: CancellationToken.None
        );

    private static Task<Outcome<MetaAccess>> ProveAsync(MetaApp app, Secret token, SignupCode code) =>
        NumberAccess.ProveAsync(app, token, code.WabaId, code.PhoneNumberId, CancellationToken.None);

    // The caller sent a code, not a token.
    private static string? FieldOf(Problem problem) => problem.Field == "access_token" ? "code" : problem.Field;
}
