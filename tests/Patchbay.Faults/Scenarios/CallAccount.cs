using Patchbay.Faults.Receivers;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Which calls may have been made again: one a delivery, and one more for each takeover at which the delivery had been called by
/// the former holder and had no result stored.
/// </summary>
internal sealed class CallAccount
{
    public CallAccount(IEnumerable<ReceivedCall> calls, IReadOnlyList<Takeover> takeovers)
    {
        foreach (var delivery in calls.GroupBy(call => call.WebhookId))
        {
            var times = delivery.Select(call => call.At).Order().ToList();
            var underWay = takeovers.Count(takeover =>
                takeover.Pending.Contains(delivery.Key) && times[0] < takeover.At
            );
            InFlight += underWay;
            Again += times.Count - 1;
            if (times.Count - 1 <= underWay)
                continue;
            // Pending and not called yet when it was taken over, and called once more all the same.
            if (times.Count == 2 && takeovers.Any(takeover => takeover.Pending.Contains(delivery.Key)))
                Late.Add(times);
            else
                Unexplained++;
        }
    }

    /// <summary>Deliveries that were called and had no result stored when their endpoint was taken over.</summary>
    public int InFlight { get; }

    /// <summary>Calls beyond the first of each delivery.</summary>
    public int Again { get; }

    /// <summary>Called by two servers although nobody had called them when they were taken over: the times of their calls.</summary>
    public List<IReadOnlyList<DateTimeOffset>> Late { get; } = [];

    /// <summary>Deliveries that were called more often than any takeover explains.</summary>
    public int Unexplained { get; }
}
