using System.Diagnostics;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Projections;

/// <summary>
/// Applies a batch of received events. Each channel first prepares what is cheaper for all its events together. Then
/// the events are applied in the order of their arrival.
/// </summary>
internal sealed class Projection(ChannelRegistry channels)
{
    public async Task ApplyAsync(DbSession session, IReadOnlyList<OwnedEvent> events)
    {
        foreach (var work in await PrepareAsync(session, events))
        {
            using var span = Traces.GoOn("work on event", ActivityKind.Internal, work.Row.Traceparent);
            await work.ApplyAsync(session);
        }
    }

    private async Task<IEnumerable<InboundWork>> PrepareAsync(DbSession session, IReadOnlyList<OwnedEvent> events)
    {
        var works = new InboundWork?[events.Count];
        var places = Enumerable.Range(0, events.Count).GroupBy(place => events[place].Owner.Channel);
        foreach (var ofChannel in places)
        {
            if (channels.Of(ofChannel.Key).Receive is not { } receive)
                continue;
            var prepared = await receive.PrepareAsync(session, [.. ofChannel.Select(place => events[place])]);
            foreach (var (place, work) in ofChannel.Zip(prepared))
                works[place] = work;
        }
        return works.OfType<InboundWork>();
    }
}
