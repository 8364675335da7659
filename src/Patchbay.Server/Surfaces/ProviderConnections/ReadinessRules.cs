using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>Derives readiness from connections.</summary>
internal static class ReadinessRules
{
    public const string Missing = "missing",
        SelectionRequired = "selection_required",
        SandboxDefault = "sandbox_default";

    /// <param name="connection">The channel's best connection; null when there is none.</param>
    public static ChannelReadiness Of(ConnectionRow? connection)
    {
        if (connection is null)
            return new(false, Missing, null, "not_connected", null, []);
        HealthCheck[] checks =
        [
            .. ConnectionChecker
                .Kept(connection)
                .Select(check => check with { NextCall = NextActions.CallOf(check.NextAction, connection.Id) }),
        ];
        var reason = ReasonOf(connection);
        return new(
            connection.Status == ConnectionStatus.Connected && reason is null,
            connection.Status,
            connection.Id,
            reason,
            connection.CheckedAt,
            checks
        );
    }

    /// <param name="environment">The environment. The sandbox is ready without a connection, because it simulates
    /// payments.</param>
    /// <param name="connections">All connections of the channel, usable ones first.</param>
    public static PaymentsReadiness OfPayments(string environment, IReadOnlyList<ConnectionRow> connections)
    {
        var live = connections.Any(connection => connection.DisconnectedAt is null);
        if (!live && environment == Platform.Environments.Sandbox)
            return new(
                true,
                ConnectionStatus.Connected,
                ActiveConnectionId: null,
                SandboxDefault,
                Reason: null,
                CheckedAt: null,
                []
            );
        if (connections.Count == 0)
            return new(
                false,
                Missing,
                ActiveConnectionId: null,
                ActiveMode: null,
                "not_connected",
                CheckedAt: null,
                []
            );
        if (Active(connections) is not { } active)
            return new(
                false,
                SelectionRequired,
                ActiveConnectionId: null,
                ActiveMode: null,
                SelectionRequired,
                CheckedAt: null,
                []
            );
        var channel = Of(active);
        var mode = active.DisconnectedAt is null ? active.Provider : null;
        return new(
            channel.Ready,
            channel.Status,
            channel.ConnectionId,
            mode,
            channel.Reason,
            channel.CheckedAt,
            channel.Checks
        );
    }

    /// <summary>The connection for payments; null when several are usable and none is active.</summary>
    public static ConnectionRow? Active(IReadOnlyList<ConnectionRow> connections)
    {
        if (
            connections.FirstOrDefault(connection => connection is { IsActive: true, DisconnectedAt: null }) is
            { } chosen
        )
            return chosen;
        return
            connections.Count(connection => connection.Status == ConnectionStatus.Connected) > 1
            || connections.Count == 0
            ? null
            : connections[0];
    }

    // A connected connection can still have a problem, such as events that go to another address.
    private static string? ReasonOf(ConnectionRow connection) =>
        connection.Status switch
        {
            ConnectionStatus.Connected => CheckRules.Obstacle(ConnectionChecker.Kept(connection)),
            ConnectionStatus.Disconnected => ConnectionStatus.Disconnected,
            ConnectionStatus.Pending => connection.StatusReason ?? "signup_not_finished",
            _ => connection.StatusReason,
        };
}
