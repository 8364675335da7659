using Patchbay.Faults.Receivers;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Compares the calls with the takeovers. A delivery may be called once, and once more for each takeover of its
/// endpoint that happened after its first call and before its result was stored.
/// </summary>
internal sealed class CallAudit
{
    public CallAudit(IEnumerable<ReceivedCall> calls, IReadOnlyList<Takeover> takeovers)
    {
        foreach (var delivery in calls.GroupBy(call => call.WebhookId))
        {
            var times = delivery.Select(call => call.At).Order().ToList();
            var underWay = takeovers.Count(takeover =>
                takeover.Pending.Contains(delivery.Key) && times[0] < takeover.At
            );
            InFlight += underWay;
            Repeats += times.Count - 1;
            if (times.Count - 1 <= underWay)
                continue;
            // The delivery was pending and not called yet at the takeover, but both servers called it.
            if (times.Count == 2 && takeovers.Any(takeover => takeover.Pending.Contains(delivery.Key)))
                CalledByBoth.Add(times);
            else
                Unexplained++;
        }
    }

    /// <summary>Deliveries that had been called but had no stored result when their endpoint was taken over.</summary>
    public int InFlight { get; }

    /// <summary>Calls beyond the first of each delivery.</summary>
    public int Repeats { get; }

    /// <summary>The call times of deliveries that both servers called although neither had at the takeover.</summary>
    public List<IReadOnlyList<DateTimeOffset>> CalledByBoth { get; } = [];

    /// <summary>Deliveries with more calls than the takeovers explain.</summary>
    public int Unexplained { get; }
}
