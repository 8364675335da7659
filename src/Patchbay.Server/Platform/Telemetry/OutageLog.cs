using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>
/// Reports that storage is not available once a minute, however many requests and workers fail. The errors themselves
/// are logged at debug level.
/// </summary>
internal sealed partial class OutageLog(ILogger logger, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private int _left;

    public void Note(Exception error)
    {
        int left;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now < _next)
            {
                _left++;
                return;
            }
            (_next, left, _left) = (now + Between, _left, 0);
        }
        Log.Unavailable(logger, Reason(error), left);
    }

    private static string Reason(Exception error) =>
        error.InnerException is { } cause && Database.IsOutage(cause) ? Reason(cause) : error.Message;

    private static partial class Log
    {
        [LoggerMessage(
            30,
            LogLevel.Error,
            "Storage is not available: {Reason} ({Count} further failures since the last such line.) Webhooks are "
                + "answered with 503, and Meta sends them again."
        )]
        public static partial void Unavailable(ILogger logger, string reason, int count);
    }
}
