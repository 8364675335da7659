using Microsoft.Extensions.Options;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Checks connections when they are due. Each tick checks a bounded number, which limits the calls to the providers
/// when many connections are due.
/// </summary>
internal sealed partial class CheckWorker(
    ConnectionChecker checker,
    ExpiryWarnings warnings,
    CheckSignal signal,
    IOptions<ConnectionOptions> options,
    TimeProvider clock,
    ILogger<CheckWorker> logger
) : Worker
{
    private const int TicksPerMinute = 6;

    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1) / TicksPerMinute;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        var perTick = options.Value.ChecksPerMinute / TicksPerMinute;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await checker.RunDueAsync(perTick, stopping);
                await warnings.RunDueAsync(stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
            await signal.WaitAsync(Tick, clock, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(710, LogLevel.Error, "Checking connections failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}

/// <summary>Requests a check of a connection now.</summary>
public sealed class CheckSignal() : WorkSignal("patchbay_checks");
