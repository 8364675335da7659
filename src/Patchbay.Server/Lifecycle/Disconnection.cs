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

    private const string StillSubscribed =
        "The app may still be subscribed, so Meta may go on sending events. Remove it in Meta's business settings.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The reason of a disconnection that the organization itself asks for.</summary>
    public const string ByCaller = "disconnected_by_caller";

    /// <summary>
    /// Ends the connection and returns null, or <see cref="ConnectionProblems.NotFound"/> when a concurrent call ended
    /// it first.
    /// </summary>
    public async Task<Problem?> RunAsync(ConnectionRow connection, Actor actor, string reason) =>
        (await ReportAsync(connection, actor, reason)).Problem;

    /// <summary>Ends the connection, and says what stays at the provider.</summary>
    public async Task<Outcome<UndoReport>> ReportAsync(ConnectionRow connection, Actor actor, string reason)
    {
        var phone = await traces.PhoneOfAsync(connection);
        var report = new UndoReport { MayDeregister = reason == ByCaller };
        var leftUndone = await UndoAtProviderAsync(connection, report);
        if (connection.AccessToken is not null)
            report.Leave(
                LeftAtMeta.Token,
                "Patchbay forgot the token; it stays valid at Meta until it is revoked there."
            );
        var ending = new Ending(actor, reason, leftUndone, report);
        for (var number = 0; number < Tries; number++)
        {
            if (await WipeAsync(connection, phone, ending))
                return report;
            if (
                await connections.FindLiveAsync(connection.Tenant, connection.Id, CancellationToken.None)
                is not { } newer
            )
                return ConnectionProblems.NotFound;
            connection = newer;
        }
        return ConnectionProblems.Changed;
    }

    private async Task<bool> WipeAsync(ConnectionRow connection, PhoneRow? phone, Ending ending)
    {
        var won = await database.WriteAsync(
            async session =>
            {
                if (!await connections.TryDisconnectAsync(session, connection, ending.Reason))
                    return false;
                await traces.RemoveAsync(session, connection, phone, ending);
                return true;
            },
            CancellationToken.None
        );
        if (!won)
            return false;
        await database.ForgetDeletedAsync(CancellationToken.None);
        return true;
    }

    private async Task<string?> UndoAtProviderAsync(ConnectionRow connection, UndoReport report)
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        try
        {
            var left = await channels.Of(connection.Channel).Connect.UndoAsync(connection, report, enough.Token);
            if (left is not null)
                report.Leave(LeftAtMeta.SubscribedApp, StillSubscribed);
            return left;
        }
        catch (Exception error) when (error is GraphException or OperationCanceledException)
        {
            report.Leave(LeftAtMeta.SubscribedApp, StillSubscribed);
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
