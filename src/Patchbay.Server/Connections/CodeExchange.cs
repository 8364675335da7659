using System.Collections.Concurrent;
using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections;

/// <summary>
/// Trades a code of Meta's sign-up window for a connection. A code works once: whoever posts it again gets what the
/// first post got.
/// </summary>
internal sealed class CodeExchange(ExchangedCodeStore codes, MetaConnector connector, ConnectionAudit audit, TimeProvider clock)
{
    // A code lives 30 seconds: a claim without an outcome after this belongs to a server that died.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private static readonly Problem[] Known =
    [
        ConnectionProblems.CodeInvalid, ConnectionProblems.TokenInvalid, ConnectionProblems.PermissionMissing, ConnectionProblems.HeldElsewhere,
        ConnectionProblems.ScopeMissing("waba_id"),
    ];

    private readonly ConcurrentDictionary<string, Lazy<Task<ConnectOutcome>>> _running = new(StringComparer.Ordinal);

    /// <summary>Posts of one code to this server share one run, which ends whether or not a caller still listens.</summary>
    public async Task<ConnectOutcome> RunAsync(Tenant tenant, Actor actor, MetaApp app, ExchangeCodeRequest request)
    {
        var hash = ExchangedCodeStore.Hash(request.Code!);
        var key = $"{tenant.OrganizationId}|{tenant.Environment}|{Convert.ToHexString(hash)}";
        var run = _running.GetOrAdd(key, _ => new(() => OnceAsync(tenant, actor, app, request, hash)));
        try
        {
            return await run.Value;
        }
        finally
        {
            _running.TryRemove(new(key, run));
        }
    }

    private async Task<ConnectOutcome> OnceAsync(Tenant tenant, Actor actor, MetaApp app, ExchangeCodeRequest request, byte[] hash)
    {
        if (await codes.ClaimAsync(tenant, hash, CancellationToken.None) is { } earlier) return OutcomeOf(tenant, earlier);
        try
        {
            var outcome = await ExchangeAsync(tenant, actor, app, request);
            await codes.SettleAsync(hash, outcome.ConnectionId, outcome.Problem?.Code);
            return outcome;
        }
        catch (GraphException error) when (error is { IsTransient: true, OutcomeUnknown: false })
        {
            await codes.ReleaseAsync(hash);
            return MetaProblems.From(error);
        }
        catch (GraphException error)
        {
            var problem = ConnectionProblems.OfExchange(error);
            await codes.SettleAsync(hash, null, problem.Code);
            return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem);
        }
    }

    private async Task<ConnectOutcome> ExchangeAsync(Tenant tenant, Actor actor, MetaApp app, ExchangeCodeRequest request)
    {
        var made = await app.Graph.OAuth.ExchangeCodeAsync(app.AppId, app.AppSecret.Reveal(), request.Code!, cancellationToken: CancellationToken.None);
        DateTimeOffset? expiresAt = made.ExpiresIn is > 0 and var seconds ? clock.GetUtcNow().AddSeconds(seconds) : null;
        var (access, problem) = await MetaAccessCheck.WhatsAppAsync(app, new Secret(made.Token), request.WabaId!, request.PhoneNumberId!, CancellationToken.None);
        if (problem is not null) return await audit.RefusedAsync(tenant, actor, ConnectionAudit.Created, null, problem with { Field = FieldOf(problem) });
        return await connector.WhatsAppAsync(
            tenant, actor, app, access!, request.DisplayName, TokenSources.EmbeddedSignup, expiresAt, request.BusinessId, CancellationToken.None);
    }

    // The caller sent a code, not a token.
    private static string? FieldOf(Problem problem) => problem.Field == "access_token" ? "code" : problem.Field;

    private ConnectOutcome OutcomeOf(Tenant tenant, ExchangedCodeRow earlier)
    {
        if (earlier.OrganizationId != tenant.OrganizationId || earlier.Environment != tenant.Environment) return ConnectionProblems.CodeInvalid;
        if (earlier.ConnectionId is { } id) return new(id, true, null);
        if (earlier.ErrorCode is { } code) return Array.Find(Known, problem => problem.Code == code) ?? ConnectionProblems.CodeInvalid;
        return clock.GetUtcNow() - earlier.CreatedAt < LongestRun ? ConnectionProblems.CodeRunning : ConnectionProblems.CodeInvalid;
    }
}
