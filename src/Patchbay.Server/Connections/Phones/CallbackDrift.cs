using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Publishes once that Meta sends a number's events to another address. After the address is ours again, the next move
/// is published too.
/// </summary>
internal sealed class CallbackDrift(ConnectionStore connections, ConnectionEvents events)
{
    public async Task NoteAsync(
        DbSession session,
        ConnectionRow connection,
        PhoneRow phone,
        IReadOnlyList<HealthCheck> checks
    )
    {
        switch (checks.FirstOrDefault(check => check.Name == NumberHealthRules.CallbackName)?.State)
        {
            case CheckState.Pass when connection.CallbackMovedAt is not null:
                await connections.ClearCallbackMovedAsync(session, connection.Id);
                break;
            case CheckState.Fail when connection is { CallbackMovedAt: null, DisconnectedAt: null }:
                if (await connections.TryMarkCallbackMovedAsync(session, connection.Id))
                    await events.CallbackMovedAsync(session, connection, phone);
                break;
            default:
                break;
        }
    }
}
