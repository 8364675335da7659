using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Outgoing;

/// <summary>Records the lag of deliveries every 15 seconds while a listener collects the gauge.</summary>
internal sealed partial class LagWatch(
    DeliveryLag lag,
    Instruments instruments,
    TimeProvider clock,
    ILogger<LagWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Gap, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (instruments.Lag.Enabled)
                await MeasureAsync(stoppingToken);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        try
        {
            instruments.Lag.Record((await lag.ReadAsync(cancellation)).TotalSeconds);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotMeasured(logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(510, LogLevel.Warning, "The lag of deliveries could not be measured.")]
        public static partial void NotMeasured(ILogger logger, Exception error);
    }
}
