using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>
/// The metrics, listed in docs/telemetry.md. Attributes have fixed values: no ids, content or addresses.
/// </summary>
public sealed class Instruments
{
    public const string MeterName = "Patchbay";

    private const string Reason = "patchbay.reason",
        Outcome = "patchbay.outcome",
        Phase = "patchbay.phase",
        ErrorType = "error.type",
        Status = "http.response.status_code";

    // A commit or a local call takes milliseconds; a call that hangs takes 15 seconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    };
    private static readonly InstrumentAdvice<int> Sizes = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    };

    private readonly Counter<long> _received,
        _stored,
        _duplicates,
        _quarantined,
        _refused,
        _attempts,
        _syncAlarms,
        _broken,
        _unreadable;
    private readonly Histogram<int> _commitSize;
    private readonly Histogram<double> _commitDuration,
        _attemptDuration,
        _phaseDuration;

    public Instruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _received = NewCounter(meter, "patchbay.inbound.events.received", "{event}", "Events in verified webhooks.");
        _stored = NewCounter(
            meter,
            "patchbay.inbound.events.stored",
            "{event}",
            "Events that were new and are on disk."
        );
        _duplicates = NewCounter(
            meter,
            "patchbay.inbound.events.duplicates",
            "{event}",
            "Events that were stored already."
        );
        _quarantined = NewCounter(
            meter,
            "patchbay.inbound.quarantined",
            "{item}",
            "Bodies and events that were put into quarantine, by reason."
        );
        _refused = NewCounter(meter, "patchbay.inbound.refused", "{request}", "Webhooks that were refused, by reason.");
        _commitSize = meter.CreateHistogram(
            "patchbay.inbound.commit.size",
            "{event}",
            "Events in one transaction.",
            advice: Sizes
        );
        _commitDuration = NewTimer(meter, "patchbay.inbound.commit.duration", "Time of one transaction of the intake.");
        _attempts = NewCounter(
            meter,
            "patchbay.delivery.attempts",
            "{attempt}",
            "Calls to customers' endpoints, by outcome."
        );
        _attemptDuration = NewTimer(
            meter,
            "patchbay.delivery.attempt.duration",
            "Time of one call, to the end of the answer."
        );
        _phaseDuration = NewTimer(meter, "patchbay.delivery.phase.duration", "Time of a part of a call.");
        _syncAlarms = NewCounter(
            meter,
            "patchbay.app_sync.alarms",
            "{number}",
            "Numbers whose contacts or history of the business app need attention, by reason."
        );
        _broken = NewCounter(
            meter,
            "patchbay.requests.broken",
            "{request}",
            "Requests that their sender broke, by reason."
        );
        _unreadable = NewCounter(
            meter,
            "patchbay.vault.unreadable",
            "{attempt}",
            "Attempts to open a stored secret that failed."
        );
        Lag = meter.CreateGauge<double>("patchbay.delivery.lag", "s", "How late the oldest due delivery is.");
    }

    /// <summary>How late the oldest due delivery is, in seconds.</summary>
    internal Gauge<double> Lag { get; }

    public void Committed(int events, int stored, TimeSpan duration)
    {
        _received.Add(events);
        _stored.Add(stored);
        _duplicates.Add(events - stored);
        _commitSize.Record(events);
        _commitDuration.Record(duration.TotalSeconds);
    }

    public void Quarantined(string reason, int count = 1) => _quarantined.Add(count, Of(Reason, reason));

    public void Refused(string reason) => _refused.Add(1, Of(Reason, reason));

    /// <param name="reason">One of a fixed list of codes.</param>
    public void SyncAlarmed(string reason) => _syncAlarms.Add(1, Of(Reason, reason));

    /// <summary>Counts events in a signed body that do not belong to the signer.</summary>
    public void Dropped(int count) => _refused.Add(count, Of(Reason, "foreign_entry"));

    /// <param name="reason">One of a fixed list: malformed, too_slow, too_large, broken_off.</param>
    public void Broken(string reason) => _broken.Add(1, Of(Reason, reason));

    /// <summary>Counts a stored secret that could not be opened.</summary>
    public void Unreadable() => _unreadable.Add(1);

    /// <param name="error">One of a fixed list of codes; null for a success.</param>
    /// <param name="status">The answer's status, when there was an answer.</param>
    /// <param name="duration">From connecting to the end of the answer.</param>
    public void Attempted(string? error, int? status, TimeSpan duration)
    {
        var tags = new TagList { Of(Outcome, error is null ? "succeeded" : "failed") };
        if (error is not null)
            tags.Add(Of(ErrorType, status is null ? error : "status"));
        if (status is { } code)
            tags.Add(Status, code);
        _attempts.Add(1, tags);
        _attemptDuration.Record(duration.TotalSeconds, tags);
    }

    /// <param name="phase">One of <see cref="DeliveryPhase"/>.</param>
    /// <param name="duration">Time of this part alone.</param>
    public void PhaseEnded(string phase, TimeSpan duration) =>
        _phaseDuration.Record(duration.TotalSeconds, Of(Phase, phase));

    private static Counter<long> NewCounter(Meter meter, string name, string unit, string description) =>
        meter.CreateCounter<long>(name, unit, description);

    private static Histogram<double> NewTimer(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, advice: Seconds);

    private static KeyValuePair<string, object?> Of(string name, string value) => new(name, value);
}

/// <summary>The parts of a call to a customer's endpoint.</summary>
public static class DeliveryPhase
{
    /// <summary>The name look-up.</summary>
    public const string Dns = "dns";

    /// <summary>The TCP connection. Only calls on a new connection have this part.</summary>
    public const string Connect = "connect";

    /// <summary>
    /// The time until the end of the answer's headers. It includes waiting for a connection, TLS and sending.
    /// </summary>
    public const string Headers = "headers";

    /// <summary>The answer's body, as far as it is read.</summary>
    public const string Body = "body";
}
