namespace Patchbay.Server.Platform.Work;

/// <summary>Wakes a worker of this process at once. Only a hint: the work itself is rows, found again after any crash.</summary>
public class WorkSignal
{
    private volatile TaskCompletionSource _next = New();

    public void Wake() => _next.TrySetResult();

    /// <summary>Returns at the next wake (or at once when one came since the last wait), or after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var nap = Task.Delay(longest, clock, enough.Token);
        await Task.WhenAny(_next.Task, nap);
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        if (_next.Task.IsCompleted) _next = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
