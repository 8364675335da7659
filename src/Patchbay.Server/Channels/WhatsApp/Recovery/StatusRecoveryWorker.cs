using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Channels.WhatsApp.Recovery;

/// <summary>Looks for lost statuses every ten minutes.</summary>
internal sealed partial class StatusRecoveryWorker(
    StatusRecovery recovery,
    TimeProvider clock,
    ILogger<StatusRecoveryWorker> logger
) : Worker
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await recovery.RunAsync(stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
            await Task.Delay(Every, clock, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(475, LogLevel.Error, "Looking for lost statuses failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
