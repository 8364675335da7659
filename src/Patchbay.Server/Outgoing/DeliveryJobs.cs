using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Outgoing;

/// <summary>What runs on the database beside the loop. After trouble in one, none is started for a moment.</summary>
internal sealed partial class DeliveryJobs
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public DeliveryJobs(LoopInbox inbox, TimeProvider clock, ILogger<DeliveryJobs> logger)
    {
        (_clock, _logger) = (clock, logger);
        (Scan, Read, Release) = (new(inbox, Failed), new(inbox, Failed), new(inbox, Failed));
    }

    public SideJob Scan { get; }

    public SideJob Read { get; }

    public SideJob Release { get; }

    public DateTimeOffset PausedUntil { get; private set; }

    public Task EndedAsync() => Task.WhenAll(Scan.Running, Read.Running, Release.Running);

    private void Failed(Exception error)
    {
        Log.Failed(_logger, error);
        PausedUntil = _clock.GetUtcNow() + AfterTrouble;
    }

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Error, "Looking for due deliveries failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
