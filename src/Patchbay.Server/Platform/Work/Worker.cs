namespace Patchbay.Server.Platform.Work;

/// <summary>
/// Background work that begins when the server listens. Before that its address is unknown, so links could not be
/// written, and deliveries to this machine would fail because it is not known whether they are allowed.
/// </summary>
public abstract class Worker : BackgroundService, IHostedLifecycleService
{
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called when every part of the server has started; the listener starts last.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _listens.TrySetResult();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _listens.Task.WaitAsync(stoppingToken);
        await RunAsync(stoppingToken);
    }

    /// <summary>Runs until the server stops.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);
}
