namespace Patchbay.Server.Platform.Work;

/// <summary>
/// Work beside the requests that begins when the server listens. Before, nobody knows the address it has, and with it which links
/// to write and whether this machine may be called: a delivery taken up then would fail for nothing.
/// </summary>
public abstract class Worker : BackgroundService, IHostedLifecycleService
{
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Every part of the server has started, the one that listens last.</summary>
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

    /// <summary>Until the server stops.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);
}
