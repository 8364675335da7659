using Patchbay.Server.Connections;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Makes a connection due for a check when Meta refuses its token on any call. The check finds the reason.
/// </summary>
internal sealed partial class RefusedTokenWorker(
    RefusedTokens refused,
    TokenFingerprint fingerprint,
    ConnectionStore connections,
    CheckSignal signal,
    ILogger<RefusedTokenWorker> logger
) : Worker
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var token in refused.ReadAllAsync(stopping))
        {
            try
            {
                var found = 0;
                foreach (var hash in fingerprint.AllOf(token))
                    found += await connections.CheckSoonAsync(hash, stopping);
                if (found > 0)
                    signal.Wake();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            711,
            LogLevel.Error,
            "A refused token could not be noted; its connection is checked at its usual time."
        )]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
