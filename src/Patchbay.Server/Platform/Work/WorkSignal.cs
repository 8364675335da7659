namespace Patchbay.Server.Platform.Work;

/// <summary>
/// Wakes a worker at once, in this process and, through <see cref="WorkBridge"/>, in processes that share its database.
/// A lost signal only delays: the work is stored in rows and found again.
/// </summary>
/// <param name="name">The name of the signal, the same in all processes.</param>
public class WorkSignal(string name)
{
    private volatile TaskCompletionSource _next = New();

    public string Name => name;

    /// <summary>Notifies the other processes. The bridge sets this.</summary>
    public Action? Told { get; set; }

    public void Wake()
    {
        Pulse();
        Told?.Invoke();
    }

    /// <summary>Called when another process sent the signal, or may have.</summary>
    public virtual void Hear() => Pulse();

    /// <summary>
    /// Waits for the next wake, for at most <paramref name="longest"/>. Returns at once if a wake came since the last
    /// wait.
    /// </summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var nap = Task.Delay(longest, clock, enough.Token);
        await Task.WhenAny(_next.Task, nap);
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        if (_next.Task.IsCompleted)
            _next = New();
    }

    protected virtual void Pulse() => _next.TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
