namespace Patchbay.Server.Outgoing;

/// <summary>How late the oldest due delivery is: the first figure to look at when customers ask where their events are.</summary>
internal sealed class DeliveryLag(DeliveryStore deliveries, TimeProvider clock)
{
    /// <summary>Zero when nothing is due that nobody works on.</summary>
    public async Task<TimeSpan> ReadAsync(CancellationToken cancellation)
    {
        var late = clock.GetUtcNow() - await deliveries.NextDueAsync(cancellation);
        return late is { Ticks: > 0 } some ? some : TimeSpan.Zero;
    }
}
