using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>
/// Runs a call once per <c>Idempotency-Key</c> and repeats its first answer for 24 hours. A call whose server died
/// stays "in progress", because running it again could do it twice.
/// </summary>
public sealed class IdempotentCalls(IdempotencyStore store, Vault vault, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Tells that an answer is the stored answer of an earlier call.</summary>
    public const string RepeatedHeader = "Idempotency-Replayed";

    private const int MaxKey = 255;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly Problem BadKey = Problem.Invalid(Header, $"'{Header}' must have 1 to {MaxKey} characters."),
        InProgress =
            new(
                409,
                "idempotency_key_in_progress",
                $"Another call with this '{Header}' is still running; try again later."
            )
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            },
        Reused = new(409, "idempotency_key_reused", $"This '{Header}' was used with another body; send a new key.");

    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    private readonly ConcurrentDictionary<(Guid, string), Task> _running = new();

    // Keys whose call failed, and whose row could not be deleted then.
    private readonly ConcurrentDictionary<(Guid, string), bool> _failed = new();

    /// <param name="http">The request.</param>
    /// <param name="caller">The owner of the key.</param>
    /// <param name="cancellation">Ends the wait for another call with the same key, not the call itself.</param>
    /// <param name="mayBeEmpty">Whether the body may be left out; a missing body counts as an empty object.</param>
    /// <param name="mayRunAgain">Whether a call that failed unexpectedly may run again with its key.</param>
    /// <param name="call">
    /// The call. Its token is the caller's. With a key the token is never cancelled, so that the call finishes even
    /// when the client hangs up.
    /// </param>
    public async Task<IResult> RunAsync(
        HttpContext http,
        Caller caller,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<CallAnswer>> call,
        CancellationToken cancellation,
        bool mayBeEmpty = false,
        bool mayRunAgain = true
    )
    {
        if (!(await BodyAsync(http, mayBeEmpty)).TryGet(out var body, out var problem))
            return problem;
        if (http.Request.Headers[Header].Count == 0)
            return Result(await call(body, cancellation));
        if (KeyOf(http) is not { } key)
            return BadKey;
        return await InTurnAsync(
            caller,
            key,
            HashOf(http.Request, body),
            mayRunAgain ? () => UnlessFailedAsync(caller, key, Call) : Call,
            cancellation
        );

        Task<CallAnswer> Call() => call(body, CancellationToken.None);
    }

    /// <summary>
    /// Runs a call that may run again after it failed, because it left nothing behind or finds what is there.
    /// </summary>
    public async Task<IResult> RunAsync(HttpContext http, Caller caller, byte[] hash, Func<Task<CallAnswer>> call) =>
        KeyOf(http) is { } key
            ? await InTurnAsync(caller, key, hash, () => UnlessFailedAsync(caller, key, call), http.RequestAborted)
            : BadKey;

    private static byte[] HashOf(HttpRequest request, ReadOnlyMemory<byte> body) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(request.Path), 0, .. body.Span]);

    private static string? KeyOf(HttpContext http) =>
        http.Request.Headers[Header] is [{ Length: > 0 and <= MaxKey } key] ? key : null;

    private async Task<CallAnswer> UnlessFailedAsync(Caller caller, string key, Func<Task<CallAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch
        {
            _failed[(caller.Id, key)] = true;
            await ForgetAsync(caller, key);
            throw;
        }
    }

    // Storage that fails now forgets the key when it is used next.
    private async Task ForgetAsync(Caller caller, string key)
    {
        await store.ForgetAsync(caller, key);
        _failed.TryRemove((caller.Id, key), out _);
    }

    private static async Task<Outcome<ReadOnlyMemory<byte>>> BodyAsync(HttpContext http, bool mayBeEmpty)
    {
        if (!http.Request.HasJsonContentType() && !(mayBeEmpty && http.Request.ContentType is null))
            return RequestBody.NotJsonType;
        if (await RequestBody.ReadBytesAsync(http, RequestBody.DefaultLimit) is not { } body)
            return RequestBody.TooLarge;
        return mayBeEmpty && body.IsEmpty ? EmptyObject : body;
    }

    private Task<IResult> InTurnAsync(
        Caller caller,
        string key,
        byte[] hash,
        Func<Task<CallAnswer>> call,
        CancellationToken cancellation
    ) => InTurnAsync((caller.Id, key), () => OnceAsync(caller, key, hash, call), cancellation);

    // Calls with the same key run one after the other, so that the second call finds the answer of the first.
    private async Task<IResult> InTurnAsync((Guid, string) id, Func<Task<IResult>> run, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        while (!_running.TryAdd(id, done.Task))
        {
            if (!_running.TryGetValue(id, out var other))
                continue;
            try
            {
                await other.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                return InProgress;
            }
        }
        try
        {
            return await run();
        }
        finally
        {
            _running.TryRemove(id, out _);
            done.SetResult();
        }
    }

    private async Task<IResult> OnceAsync(Caller caller, string key, byte[] hash, Func<Task<CallAnswer>> call)
    {
        if (_failed.ContainsKey((caller.Id, key)))
            await ForgetAsync(caller, key);
        var known = await store.BeginAsync(caller, key, hash, CancellationToken.None);
        if (known is not null)
            return await ReplayAsync(caller, key, hash, known);
        var answer = await call();
        if (answer.IsKept)
            await KeepAsync(caller, key, answer);
        else
            await store.ForgetAsync(caller, key); // nothing was done, so a corrected call may use the key
        return Result(answer);
    }

    private async Task<IResult> ReplayAsync(Caller caller, string key, byte[] hash, IdempotencyRow known)
    {
        if (!CryptographicOperations.FixedTimeEquals(known.RequestHash, hash))
            return Reused;
        if (known is not { Status: { } status, Body: { } box })
            return InProgress; // the first call runs on another server, or its server died
        var body = await vault.OpenAsync(IdempotencyStore.BodyPlace(caller, key), box, CancellationToken.None);
        return Result(StoredAnswer.Read(status, body.Reveal()), isRepeated: true);
    }

    private async Task KeepAsync(Caller caller, string key, CallAnswer answer)
    {
        var text = new Secret(StoredAnswer.Write(answer));
        var box = await vault.SealAsync(IdempotencyStore.BodyPlace(caller, key), text, CancellationToken.None);
        await store.CompleteAsync(caller, key, answer.Status, box);
    }

    private static IResult Result(CallAnswer answer, bool isRepeated = false) =>
        (IResult?)answer.Problem ?? new AnswerResult(answer, isRepeated);

    private sealed record AnswerResult(CallAnswer Answer, bool IsRepeated) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            if (IsRepeated)
                response.Headers[RepeatedHeader] = "true";
            if (Answer.Headers is not { } headers)
            {
                await JsonAnswer.WriteAsync(httpContext, Answer.Status, Answer.Body);
                return;
            }
            response.StatusCode = Answer.Status;
            foreach (var (name, value) in headers)
                response.Headers[name] = value;
            await response.Body.WriteAsync(Answer.Body, httpContext.RequestAborted);
        }
    }
}
