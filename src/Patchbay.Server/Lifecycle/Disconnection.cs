using Patchbay.Graph;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Ends a connection: undoes what connecting changed at the provider, wipes the credentials and keeps the audit trail.
/// The connection ends even if the provider refuses or does not answer.
/// </summary>
internal sealed partial class Disconnection(
    ConnectionStore connections,
    ConnectionTraces traces,
    ChannelRegistry channels,
    Database database,
    TimeProvider clock,
    ILogger<Disconnection> logger
)
{
    // When a concurrent rotation or check changes the row, the disconnect starts over with the newer row.
    private const int Tries = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Ends the connection and returns null, or <see cref="ConnectionProblems.NotFound"/> when a concurrent call ended
    /// it first.
    /// </summary>
    public async Task<Problem?> RunAsync(ConnectionRow connection, Actor actor, string reason)
    {
        var phone = await traces.PhoneOfAsync(connection);
        var leftUndone = await UndoAtProviderAsync(connection);
        for (var number = 0; number < Tries; number++)
        {
            if (await WipeAsync(connection, phone, actor, reason, leftUndone))
                return null;
            if (
                await connections.FindLiveAsync(connection.Tenant, connection.Id, CancellationToken.None)
                is not { } newer
            )
                return ConnectionProblems.NotFound;
            connection = newer;
        }
        return ConnectionProblems.Changed;
    }

    private async Task<bool> WipeAsync(
        ConnectionRow connection,
        PhoneRow? phone,
        Actor actor,
        string reason,
        string? leftUndone
    )
    {
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryDisconnectAsync(session, connection, reason))
                    return false;
                await traces.RemoveAsync(session, connection, phone, new(actor, reason, leftUndone));
                return true;
            },
            CancellationToken.None
        );
        if (!won)
            return false;
        await database.ForgetDeletedAsync(CancellationToken.None);
        return true;
    }

    private async Task<string?> UndoAtProviderAsync(ConnectionRow connection)
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        try
        {
            return await channels.Of(connection.Channel).Connect.UndoAsync(connection, enough.Token);
        }
        catch (Exception error) when (error is GraphException or OperationCanceledException)
        {
            Log.LeftUndone(logger, connection.Id, (error as GraphApiException)?.Code);
            return "still_subscribed_at_meta";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            700,
            LogLevel.Warning,
            "Connection {ConnectionId} was disconnected, but Meta still sends its events (Meta's code: {Code})."
        )]
        public static partial void LeftUndone(ILogger logger, string connectionId, int? code);
    }
}
