namespace Patchbay.Server.Storage;

/// <summary>
/// Bounds how long callers wait for PostgreSQL. A call that takes long starts a probe on a connection of its own. While
/// the probe gets no answer, the database hangs: further calls fail at once, so that no threads and connections pile
/// up, and the first answer ends that.
/// </summary>
/// <param name="probe">Opens a new connection and runs a small statement.</param>
/// <param name="forgetPool">Closes the pooled connections, which may be stale.</param>
internal sealed class PostgresWatch(Func<CancellationToken, Task> probe, Action forgetPool) : IDisposable
{
    // An urgent call is given up after three and a half seconds while the probe gets no answer, otherwise (a lock, a
    // slow
    // disk) after four and a half.
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1),
        ProbePatience = TimeSpan.FromSeconds(2),
        UrgentWhenHanging = TimeSpan.FromSeconds(2.5),
        UrgentOtherwise = TimeSpan.FromSeconds(1),
        BackgroundWhenHanging = TimeSpan.FromSeconds(20),
        BetweenProbes = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _disposed = new();
    private int _isProbing,
        _abandoned;
    private volatile bool _hangs;

    /// <summary>True while the database does not answer.</summary>
    public bool Hangs => _hangs;

    /// <summary>True while a call that was given up has not ended and may still read its arguments.</summary>
    public bool HasAbandoned => Volatile.Read(ref _abandoned) > 0;

    /// <exception cref="DatabaseHangsException">The database hangs, or the call took too long.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work,
        bool isUrgent,
        CancellationToken cancellation
    )
    {
        if (_hangs)
            throw new DatabaseHangsException();
        var stop = new CancellationTokenSource();
        await using var registration = cancellation.UnsafeRegister(static stop => CancelApart(stop), stop);
        var task = work(stop.Token);
        await UntilAsync(task, Doubt);
        if (!task.IsCompleted && !await EndsAsync(task, isUrgent))
            Abandon(task, stop);
        return await task;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    /// <summary>Waits for a call that takes long. Returns false when it is to be given up.</summary>
    private async Task<bool> EndsAsync(Task task, bool isUrgent)
    {
        Suspect();
        if (isUrgent)
        {
            await UntilAsync(task, UrgentWhenHanging);
            if (!task.IsCompleted && !_hangs)
                await UntilAsync(task, UrgentOtherwise);
            return task.IsCompleted;
        }
        while (!task.IsCompleted)
        {
            await UntilAsync(task, BackgroundWhenHanging);
            if (_hangs)
                break;
            Suspect();
        }
        return task.IsCompleted;
    }

    private void Abandon<T>(Task<T> task, CancellationTokenSource stop)
    {
        Interlocked.Increment(ref _abandoned);
        _ = task.ContinueWith(
            ended =>
            {
                _ = ended.Exception; // observed; its caller got another exception
                Interlocked.Decrement(ref _abandoned);
            },
            TaskScheduler.Default
        );
        CancelApart(stop);
        forgetPool();
        throw new DatabaseHangsException();
    }

    /// <summary>
    /// Cancels on a thread of its own. Npgsql asks the server to cancel, and its thread waits for the server; threads
    /// of
    /// the pool would all wait when many calls are cancelled.
    /// </summary>
    private static void CancelApart(object? stop)
    {
        if (stop is CancellationTokenSource source)
            new Thread(source.Cancel) { IsBackground = true, Name = "cancels a statement" }.Start();
    }

    private void Suspect()
    {
        if (Interlocked.Exchange(ref _isProbing, 1) == 0)
            _ = Task.Run(ProbeAsync, CancellationToken.None);
    }

    /// <summary>Probes until the database answers or refuses. A refusal is quick, so it is no hang.</summary>
    private async Task ProbeAsync()
    {
        try
        {
            while (!_disposed.IsCancellationRequested && !await AnswersAsync())
                await Task.Delay(BetweenProbes, TimeProvider.System, _disposed.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The server stops.
        }
        finally
        {
            if (_hangs)
                forgetPool();
            _hangs = false;
            Volatile.Write(ref _isProbing, 0);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        var answer = probe(_disposed.Token);
        await UntilAsync(answer, ProbePatience);
        if (!answer.IsCompleted)
        {
            _hangs = true;
            await UntilAsync(answer, Timeout.InfiniteTimeSpan);
        }
        return answer.Exception?.InnerException is not { } error || !IsTimeout(error);
    }

    private static bool IsTimeout(Exception error) =>
        error is TimeoutException or OperationCanceledException || error.InnerException is TimeoutException;

    private static async Task UntilAsync(Task task, TimeSpan longest) =>
        await task.WaitAsync(longest, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
