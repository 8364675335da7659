namespace Patchbay.Graph;

/// <summary>Holds sends back to the rates that Meta allows per number, and per pair of number and user.</summary>
/// <remarks>
/// Typed, raw and marketing sends count for both; encrypted sends, whose recipient cannot be seen, count for the
/// number. Read marks, typing indicators and other calls do not count. A pacer does not know what other processes send.
/// The object is safe to share between threads.
/// </remarks>
public sealed class SendPacer
{
    private const int _sweepEvery = 4096;

    // A little more than a second, because messages do not take equally long to Meta.
    private static readonly TimeSpan _window = TimeSpan.FromMilliseconds(1050);

    private readonly Dictionary<(string Number, string User), DateTimeOffset> _due = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _turns = [];
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _pairStep;
    private readonly int _pairBurst;
    private readonly int _perSecond;
    private int _sinceSweep;

    /// <summary>Creates a pacer.</summary>
    /// <param name="perSecond">
    /// The most messages of a number in any second: 80, 1,000 after the throughput upgrade, or 20 for numbers that are
    /// also in the WhatsApp Business app.
    /// </param>
    /// <param name="pairStep">Time per message to one user; six seconds when omitted.</param>
    /// <param name="pairBurst">
    /// Number of messages that may go to one user at once, before the pair's rate applies.
    /// </param>
    /// <param name="time">The clock; the system clock when omitted.</param>
    public SendPacer(int perSecond = 80, TimeSpan? pairStep = null, int pairBurst = 45, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairBurst, 1);
        _perSecond = perSecond;
        _pairStep = pairStep ?? TimeSpan.FromSeconds(6);
        _pairBurst = pairBurst;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Waits until a message may be sent, and counts it.</summary>
    /// <param name="phoneNumberId">Id of the sending number.</param>
    /// <param name="recipient">
    /// The recipient: number, user id or group. Null when it is not known: the message then counts only for the number.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait. The message stays counted.</param>
    public async ValueTask WaitAsync(
        string phoneNumberId,
        string? recipient,
        CancellationToken cancellationToken = default
    )
    {
        var wait = Reserve(phoneNumberId, recipient);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a message may be sent, and counts it.</summary>
    /// <param name="phoneNumberId">Id of the sending number.</param>
    /// <param name="recipient">
    /// The recipient: number, user id or group. Null when it is not known: the message then counts only for the number.
    /// </param>
    /// <param name="atMost">The longest wait.</param>
    /// <param name="cancellationToken">Cancels the wait. The message stays counted.</param>
    /// <returns>False when the wait would be longer than <paramref name="atMost"/>.</returns>
    /// <remarks>When the wait would be too long, the method counts nothing and can be called again.</remarks>
    public async ValueTask<bool> TryWaitAsync(
        string phoneNumberId,
        string? recipient,
        TimeSpan atMost,
        CancellationToken cancellationToken = default
    )
    {
        var wait = Reserve(phoneNumberId, recipient, atMost);
        if (wait > atMost)
            return false;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    internal TimeSpan Reserve(string phoneNumberId, string? recipient) =>
        Reserve(phoneNumberId, recipient, TimeSpan.MaxValue);

    // The message is counted only when its wait is not longer than atMost.
    private TimeSpan Reserve(string phoneNumberId, string? recipient, TimeSpan atMost)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (++_sinceSweep >= _sweepEvery)
                Sweep(now);
            var turns = TurnsOf(phoneNumberId);
            var turn = turns.Count < _perSecond ? now : Later(turns.Peek() + _window, now);
            var pair = recipient is null ? now : DueOf((phoneNumberId, recipient), now);
            var wait = Later(turn, pair - (_pairStep * (_pairBurst - 1))) - now;
            if (wait > atMost)
                return wait;
            if (turns.Count == _perSecond)
                turns.Dequeue();
            turns.Enqueue(turn);
            if (recipient is not null)
                _due[(phoneNumberId, recipient)] = pair + _pairStep;
            return wait;
        }
    }

    // The instants of a number's last messages, oldest first.
    private Queue<DateTimeOffset> TurnsOf(string phoneNumberId)
    {
        if (!_turns.TryGetValue(phoneNumberId, out var turns))
            _turns[phoneNumberId] = turns = new Queue<DateTimeOffset>();
        return turns;
    }

    // This is the generic cell rate algorithm: one instant per key shows how much of the burst is used.
    private DateTimeOffset DueOf((string, string) key, DateTimeOffset now) =>
        _due.TryGetValue(key, out var stored) && stored > now ? stored : now;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Sweep(DateTimeOffset now)
    {
        _sinceSweep = 0;
        foreach (var (key, due) in _due)
            if (due <= now)
                _due.Remove(key);
        foreach (var (number, turns) in _turns)
            if (turns.All(turn => turn + _window <= now))
                _turns.Remove(number);
    }
}
