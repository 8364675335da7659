using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>Requests contacts and history of numbers of the business app when they are due.</summary>
internal sealed partial class AppSyncWorker(AppSyncRequests requests, TimeProvider clock, ILogger<AppSyncWorker> logger)
    : Worker
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await requests.RunDueAsync(stopping) > 0) { }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
            await Task.Delay(Tick, clock, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(473, LogLevel.Error, "Synchronizing with business apps failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
