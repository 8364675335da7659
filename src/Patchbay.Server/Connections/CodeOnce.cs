using System.Collections.Concurrent;
using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections;

/// <summary>
/// Exchanges a code of one of Meta's dialogs once. A caller that posts the code again gets the outcome of the first
/// post.
/// </summary>
internal sealed class CodeOnce(ExchangedCodeStore codes, ConnectionAudit audit, TimeProvider clock)
{
    // A code lives 30 seconds: a claim that has no outcome after this time belongs to a server that died.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private static readonly Problem[] Known =
    [
        ConnectionProblems.CodeInvalid,
        ConnectionProblems.TokenInvalid,
        ConnectionProblems.PermissionMissing,
        ConnectionProblems.HeldElsewhere,
        ConnectionProblems.ScopeMissing("waba_id"),
        NumberProblems.AccountWithoutNumber,
    ];

    private readonly ConcurrentDictionary<string, Lazy<Task<ConnectOutcome>>> _running = new(StringComparer.Ordinal);

    /// <summary>
    /// Runs the exchange, or waits for the run of another caller: posts of one code to this server share one run, which
    /// finishes even if no caller waits for it.
    /// </summary>
    /// <param name="tenant">The tenant that posts the code.</param>
    /// <param name="actor">The actor for the audit log.</param>
    /// <param name="code">The code of the dialog.</param>
    /// <param name="exchange">
    /// The exchange. An outcome with neither connection nor problem cannot be repeated to later callers.
    /// </param>
    /// <param name="choose">
    /// Goes on with a code that was exchanged before, when its token is kept; null for codes whose token is never kept.
    /// </param>
    public async Task<ConnectOutcome> RunAsync(
        Tenant tenant,
        Actor actor,
        string code,
        Func<Task<ConnectOutcome>> exchange,
        Func<ExchangedCodeRow, Task<ConnectOutcome>>? choose = null
    )
    {
        var hash = ExchangedCodeStore.Hash(code);
        var key = $"{tenant.OrganizationId}|{tenant.Environment}|{Convert.ToHexString(hash)}";
        var run = _running.GetOrAdd(key, _ => new(() => OnceAsync(tenant, actor, hash, exchange, choose)));
        try
        {
            return await run.Value;
        }
        finally
        {
            _running.TryRemove(new(key, run));
        }
    }

    private async Task<ConnectOutcome> OnceAsync(
        Tenant tenant,
        Actor actor,
        byte[] hash,
        Func<Task<ConnectOutcome>> exchange,
        Func<ExchangedCodeRow, Task<ConnectOutcome>>? choose
    )
    {
        if (await codes.ClaimAsync(tenant, hash, CancellationToken.None) is not { } earlier)
            return await ExchangeAsync(tenant, actor, hash, exchange);
        return choose is not null && earlier.AccessToken is not null && earlier.Tenant == tenant
            ? await choose(earlier)
            : OutcomeOf(tenant, earlier);
    }

    private async Task<ConnectOutcome> ExchangeAsync(
        Tenant tenant,
        Actor actor,
        byte[] hash,
        Func<Task<ConnectOutcome>> exchange
    )
    {
        try
        {
            var outcome = await exchange();
            var error =
                outcome.Problem?.Code ?? (outcome.ConnectionId is null ? ConnectionProblems.CodeInvalid.Code : null);
            await codes.SettleAsync(hash, outcome.ConnectionId, error);
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

    private ConnectOutcome OutcomeOf(Tenant tenant, ExchangedCodeRow earlier)
    {
        if (earlier.Tenant != tenant)
            return ConnectionProblems.CodeInvalid;
        if (earlier.ConnectionId is { } id)
            return new(id, true, null);
        if (earlier.ErrorCode is { } code)
            return Array.Find(Known, problem => problem.Code == code) ?? ConnectionProblems.CodeInvalid;
        return clock.GetUtcNow() - earlier.CreatedAt < LongestRun
            ? ConnectionProblems.CodeRunning
            : ConnectionProblems.CodeInvalid;
    }
}
