using System.Collections.Concurrent;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Work;

/// <summary>
/// Carries signals between servers on one PostgreSQL by <c>LISTEN</c> and <c>NOTIFY</c>. It uses one listening
/// connection, reopened when it breaks, and sends at most one notification for each signal every 20 ms. The payload
/// names the sender, so that no server wakes itself.
/// </summary>
internal sealed partial class WorkBridge(
    Database database,
    IEnumerable<WorkSignal> signals,
    Ids ids,
    TimeProvider clock,
    ILogger<WorkBridge> logger
) : BackgroundService
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMilliseconds(20),
        AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly string _self = ids.Token(12);
    private readonly ConcurrentDictionary<string, bool> _toTell = new();
    private readonly SemaphoreSlim _something = new(0, 1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.IsShared)
            return Task.CompletedTask;
        foreach (var signal in signals)
            signal.Told = () => Remember(signal.Name);
        return Task.WhenAll(
            AgainAndAgainAsync(ListenAsync, stoppingToken),
            AgainAndAgainAsync(TellAsync, stoppingToken)
        );
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        var byName = signals.ToDictionary(signal => signal.Name);
        await database.ListenAsync(
            [.. byName.Keys],
            HearAll,
            (name, speaker) =>
            {
                if (speaker != _self)
                    byName[name].Hear();
            },
            cancellation
        );

        // Notifications sent while this connection was down are lost, so every signal counts as heard.
        void HearAll()
        {
            foreach (var signal in byName.Values)
                signal.Hear();
        }
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _something.WaitAsync(cancellation);
            foreach (var name in _toTell.Keys)
            {
                if (_toTell.TryRemove(name, out _))
                    await database.NotifyAsync(name, _self, cancellation);
            }
            await Task.Delay(BetweenWords, clock, cancellation);
        }
    }

    private void Remember(string name)
    {
        _toTell[name] = true;
        if (_something.CurrentCount > 0)
            return;
        try
        {
            _something.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread has released the semaphore already, and one release is enough.
        }
    }

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await work(cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Broken(logger, error);
                await Task.Delay(AfterTrouble, clock, cancellation);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            140,
            LogLevel.Warning,
            "The connection that carries signals between servers broke; opening it again."
        )]
        public static partial void Broken(ILogger logger, Exception error);
    }
}

internal static class WorkSetup
{
    public static void AddWorkSignal<TSignal>(this IServiceCollection services)
        where TSignal : WorkSignal
    {
        services.AddSingleton<TSignal>();
        services.AddSingleton<WorkSignal>(provider => provider.GetRequiredService<TSignal>());
    }
}
