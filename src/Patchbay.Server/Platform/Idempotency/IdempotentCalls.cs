using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>
/// Runs a call once per <c>Idempotency-Key</c> and gives its first answer again for 24 hours. A call whose server died
/// under it stays "in progress": running it again could do it twice.
/// </summary>
public sealed class IdempotentCalls(IdempotencyStore store, Vault vault, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    private const int MaxKey = 255;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly Problem
        BadKey = Problem.Invalid(Header, $"'{Header}' must have 1 to {MaxKey} characters."),
        InProgress = new(409, "idempotency_key_in_progress", "A call with this key is still running.") { RetryAfter = TimeSpan.FromSeconds(1) },
        Reused = new(409, "idempotency_key_reused", "This key was used with another body.");

    private readonly ConcurrentDictionary<(Guid, string), Task> _running = new();

    public async Task<IResult> RunAsync(
        HttpContext http, Caller caller, Func<ReadOnlyMemory<byte>, Task<CallAnswer>> call, CancellationToken cancellation)
    {
        if (!http.Request.HasJsonContentType()) return RequestBody.NotJsonType;
        if (await RequestBody.ReadBytesAsync(http, RequestBody.DefaultLimit) is not { } body) return RequestBody.TooLarge;
        if (http.Request.Headers[Header] is not [{ } key]) return Result(await call(body));
        if (key.Length is 0 or > MaxKey) return BadKey;

        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(http.Request.Path), 0, .. body.Span]);
        var first = await store.BeginAsync(caller, key, hash, cancellation);
        if (first is null) return Result(await FirstAsync(caller, key, () => call(body)));
        if (!CryptographicOperations.FixedTimeEquals(first.RequestHash, hash)) return Reused;
        return await ReplayAsync(caller, key, first, cancellation);
    }

    private async Task<CallAnswer> FirstAsync(Caller caller, string key, Func<Task<CallAnswer>> call)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[(caller.ApiKeyId, key)] = done.Task;
        try
        {
            var answer = await call();
            if (answer is { IsFinal: true, Problem: null }) await KeepAsync(caller, key, answer);
            else await store.ForgetAsync(caller, key); // refused: nothing was done, and a corrected call may use the key
            return answer;
        }
        finally
        {
            _running.TryRemove((caller.ApiKeyId, key), out _);
            done.SetResult();
        }
    }

    private async Task<IResult> ReplayAsync(Caller caller, string key, IdempotencyRow row, CancellationToken cancellation)
    {
        if (row.Status is null && _running.TryGetValue((caller.ApiKeyId, key), out var running))
        {
            await Task.WhenAny(running, Task.Delay(Patience, clock, cancellation));
            row = await store.FindAsync(caller, key, cancellation) ?? row;
        }
        if (row.Status is not { } status) return InProgress;
        var body = await vault.OpenAsync(IdempotencyStore.BodyPlace(caller, key), row.Body!, cancellation);
        return Result(new CallAnswer(status, Encoding.UTF8.GetBytes(body.Reveal()), null));
    }

    private async Task KeepAsync(Caller caller, string key, CallAnswer answer)
    {
        var text = new Secret(Encoding.UTF8.GetString(answer.Body));
        var box = await vault.SealAsync(IdempotencyStore.BodyPlace(caller, key), text, CancellationToken.None);
        await store.CompleteAsync(caller, key, answer.Status, box);
    }

    private static IResult Result(CallAnswer answer) =>
        (IResult?)answer.Problem ?? new BytesResult(answer.Status, answer.Body);

    private sealed record BytesResult(int Status, byte[] Body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => JsonAnswer.WriteAsync(httpContext, Status, Body);
    }
}
