using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Frees the endpoints that a server holds: at the server's start, when an endpoint is idle, and at the server's end.
/// </summary>
internal sealed partial class HeldEndpoints(
    LeaseOwner owner,
    DeliveryBoard board,
    LoopInbox inbox,
    DeliveryQueueStore queues,
    DeliverySignal signal,
    Database database,
    TimeProvider clock,
    ILogger<HeldEndpoints> logger
)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Frees all endpoints of a database that only one server uses at a time: a lease in it can only be left over from
    /// a server that was killed.
    /// </summary>
    public async Task FreeAllAsync(CancellationToken stopping)
    {
        while (!database.IsShared)
        {
            try
            {
                await queues.FreeAllAsync(stopping);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.NotFreed(logger, error);
                await Task.Delay(AfterTrouble, clock, stopping);
            }
        }
    }

    /// <summary>
    /// Frees idle endpoints. Stopping the server does not interrupt this: the board no longer lists these endpoints, so
    /// the hand-over at the end would miss them.
    /// </summary>
    public async Task ReleaseAsync(IReadOnlyList<EndpointQueue> idle)
    {
        IReadOnlyList<DueEndpoint> waiting = [];
        try
        {
            waiting = await queues.ReleaseAsync(owner.Name, IdsOf(idle), CancellationToken.None);
        }
        finally
        {
            inbox.Post(() => board.Released(idle, waiting, clock.GetUtcNow()));
        }
    }

    /// <summary>Frees all endpoints still held and tells the other servers.</summary>
    public async Task HandBackAsync(TimeSpan grace)
    {
        await queues.ReleaseAsync(owner.Name, IdsOf(board.Held), CancellationToken.None).WaitAsync(grace, clock);
        // Sent directly, because the bridge that carries signals between servers may have stopped already.
        await database.NotifyAsync(signal.Name, owner.Name, CancellationToken.None).WaitAsync(grace, clock);
    }

    private static List<Guid> IdsOf(IEnumerable<EndpointQueue> endpoints) => [.. endpoints.Select(queue => queue.Id)];

    private static partial class Log
    {
        [LoggerMessage(
            508,
            LogLevel.Error,
            "Endpoints held by the previous server could not be freed; trying again soon."
        )]
        public static partial void NotFreed(ILogger logger, Exception error);
    }
}
