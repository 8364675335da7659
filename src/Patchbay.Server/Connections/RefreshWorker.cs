namespace Patchbay.Server.Connections;

/// <summary>Renews what is due, batch after batch, and looks again every minute.</summary>
internal sealed partial class RefreshWorker(TokenRefresher refresher, TimeProvider clock, ILogger<RefreshWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                while (!stoppingToken.IsCancellationRequested && await refresher.RunDueAsync(stoppingToken) > 0) { }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(723, LogLevel.Error, "Renewing tokens failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
