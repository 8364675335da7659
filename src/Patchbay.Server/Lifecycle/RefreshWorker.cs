using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Lifecycle;

/// <summary>Renews due tokens batch by batch, every minute.</summary>
internal sealed partial class RefreshWorker(TokenRefresher refresher, TimeProvider clock, ILogger<RefreshWorker> logger)
    : Worker
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                while (!stopping.IsCancellationRequested && await refresher.RunDueAsync(stopping) > 0) { }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    private static partial class Log
    {
        [LoggerMessage(723, LogLevel.Error, "Renewing tokens failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
