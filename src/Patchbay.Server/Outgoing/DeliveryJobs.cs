using Patchbay.Server.Outgoing.Dispatch;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// The loop's work on the database: looking for due endpoints, reading deliveries and freeing endpoints. After an error
/// in any of them, all pause for a moment.
/// </summary>
internal sealed partial class DeliveryJobs
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly DeliveryBoard _board;
    private readonly DeliveryScan _scan;
    private readonly DeliveryReader _reader;
    private readonly HeldEndpoints _held;
    private readonly DeliverySignal _signal;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SideJob _scanning,
        _reading,
        _releasing;
    private DateTimeOffset _pausedUntil;

    public DeliveryJobs(
        LoopInbox inbox,
        DeliveryBoard board,
        DeliveryScan scan,
        DeliveryReader reader,
        HeldEndpoints held,
        DeliverySignal signal,
        TimeProvider clock,
        ILogger<DeliveryJobs> logger
    )
    {
        (_board, _scan, _reader, _held) = (board, scan, reader, held);
        (_signal, _clock, _logger) = (signal, clock, logger);
        (_scanning, _reading, _releasing) = (new(inbox, Failed), new(inbox, Failed), new(inbox, Failed));
    }

    /// <summary>Puts the endpoints that were signalled on the board.</summary>
    public void TakeMarks()
    {
        while (_signal.TryTake(out var marked))
            _board.Note(marked);
    }

    /// <summary>Starts each kind of work that is due and not running.</summary>
    public void Start(DateTimeOffset now, CancellationToken stopping)
    {
        // A notification received during a scan may refer to rows already read, so it triggers another scan.
        if (!_scanning.IsBusy && _signal.TakeWord())
            _scan.Hurry(now);
        if (now < _pausedUntil)
            return;
        if (!_scanning.IsBusy && _scan.IsDue(now))
            _scanning.Start(() => _scan.RunAsync(stopping));
        if (!_reading.IsBusy && _board.Plan(now) is { IsEmpty: false } plan)
            _reading.Start(_reader.Prepare(plan, stopping));
        if (!_releasing.IsBusy && _board.TakeIdle(_reading.IsBusy) is { Count: > 0 } idle)
            _releasing.Start(() => _held.ReleaseAsync(idle));
    }

    /// <summary>Returns when to look again unless something arrives before.</summary>
    public DateTimeOffset NextLook(DateTimeOffset now) =>
        _board.NextLook(now, now < _pausedUntil ? _pausedUntil : _scan.NextAfter(now));

    public Task EndedAsync() => Task.WhenAll(_scanning.Running, _reading.Running, _releasing.Running);

    private void Failed(Exception error)
    {
        Log.Failed(_logger, error);
        _pausedUntil = _clock.GetUtcNow() + AfterTrouble;
    }

    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Error, "Looking for due deliveries failed; trying again soon.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
