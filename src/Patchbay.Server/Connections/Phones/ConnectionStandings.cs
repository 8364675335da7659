namespace Patchbay.Server.Connections.Phones;

/// <summary>Why a connection does not work, and what to do about it.</summary>
/// <param name="Reason">Null when there is nothing to say.</param>
/// <param name="NextAction">One of <see cref="NextActions"/>.</param>
/// <param name="WaitUntil">Until when Meta takes no registration of the number.</param>
internal sealed record ConnectionStanding(string? Reason, string? NextAction = null, DateTimeOffset? WaitUntil = null);

/// <summary>
/// Says the same about a connection on every surface. A wait that is over is no reason any more, although the row still
/// names it.
/// </summary>
internal sealed class ConnectionStandings(RegistrationStore registrations, TimeProvider clock)
{
    public async Task<ConnectionStanding> OfAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        var stored = connection.StatusReason;
        if (connection is not { Status: ConnectionStatus.Pending, PhoneNumberId: { } number })
            return new(stored, NextActions.Of(stored));
        if (!RegistrationReasons.Contains(stored))
            return new(stored, NextActions.Of(stored));
        var known = await registrations.FindAsync(connection.Environment, number, cancellation);
        var obstacle = known?.ObstacleAt(clock.GetUtcNow());
        var reason = obstacle?.Reason ?? RegistrationReasons.WithoutWait(stored);
        return new(reason, NextActions.Of(reason), obstacle?.Until);
    }
}
