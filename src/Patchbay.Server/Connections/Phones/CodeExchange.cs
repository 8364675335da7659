using Patchbay.Graph.OAuth;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Trades a code of Meta's sign-up window for a connection.</summary>
internal sealed class CodeExchange(
    CodeOnce once,
    ExchangedCodeStore codes,
    NumberConnector connector,
    ConnectionAudit audit,
    Vault vault,
    TimeProvider clock
)
{
    public Task<ConnectOutcome> RunAsync(Tenant tenant, Actor actor, MetaApp app, SignupCode code)
    {
        var signup = new PostedCode(tenant, actor, app, code);
        return once.RunAsync(tenant, actor, code.Code, () => ExchangeAsync(signup), row => ChooseAsync(signup, row));
    }

    private async Task<ConnectOutcome> ExchangeAsync(PostedCode signup)
    {
        var made = await TradeAsync(signup.App, signup.Code.Code);
        DateTimeOffset? expiresAt = made.ExpiresIn is > 0 and var seconds
            ? clock.GetUtcNow().AddSeconds(seconds)
            : null;
        var token = new Secret(made.Token);
        var outcome = await ConnectAsync(signup, token, expiresAt);
        if (outcome.Problem?.Code == NumberProblems.ChoiceRequired)
            await KeepAsync(signup, token, expiresAt);
        return outcome;
    }

    /// <summary>Goes on with a code whose account has several numbers. A refused choice can be made again.</summary>
    private async Task<ConnectOutcome> ChooseAsync(PostedCode signup, ExchangedCodeRow earlier)
    {
        var hash = ExchangedCodeStore.Hash(signup.Code.Code);
        var place = ExchangedCodeStore.TokenPlace(signup.Tenant.OrganizationId, hash);
        var token = await vault.OpenAsync(place, earlier.AccessToken ?? [], CancellationToken.None);
        var outcome = await ConnectAsync(signup, token, earlier.TokenExpiresAt);
        if (outcome.ConnectionId is { } connection)
            await codes.SettleAsync(hash, connection, errorCode: null);
        return outcome;
    }

    private async Task KeepAsync(PostedCode signup, Secret token, DateTimeOffset? expiresAt)
    {
        var hash = ExchangedCodeStore.Hash(signup.Code.Code);
        var place = ExchangedCodeStore.TokenPlace(signup.Tenant.OrganizationId, hash);
        await codes.KeepTokenAsync(hash, await vault.SealAsync(place, token, CancellationToken.None), expiresAt);
    }

    private async Task<ConnectOutcome> ConnectAsync(PostedCode signup, Secret token, DateTimeOffset? expiresAt)
    {
        var (tenant, actor, app, code) = signup;
        var proven = await ProveAsync(app, token, code);
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
        code.PhoneNumberId is { } number
            ? NumberAccess.ProveAsync(app, token, code.WabaId, number, CancellationToken.None)
            : NumberAccess.ProveOnlyAsync(app, token, code.WabaId, CancellationToken.None);

    // The caller sent a code, not a token.
    private static string? FieldOf(Problem problem) => problem.Field == "access_token" ? "code" : problem.Field;

    private sealed record PostedCode(Tenant Tenant, Actor Actor, MetaApp App, SignupCode Code);
}
