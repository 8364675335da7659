using System.Text.Json.Serialization;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>Publishes changes of connections to the organization.</summary>
internal sealed class ConnectionEvents(OutgoingEvents events, TimeProvider clock)
{
    /// <summary>Publishes a change of status, and a suspension under its own name as well.</summary>
    public async Task StatusAsync(
        DbSession session,
        ConnectionRow connection,
        PhoneRow? phone,
        string status,
        string? reason
    )
    {
        await UpdatedAsync(session, connection, phone, status, reason);
        if (status == ConnectionStatus.Suspended)
            await PublishAsync(session, EventNames.ConnectionSuspended, connection, phone, status, reason);
    }

    /// <summary>Publishes a change of status only. The caller publishes the suspension.</summary>
    public Task UpdatedAsync(
        DbSession session,
        ConnectionRow connection,
        PhoneRow? phone,
        string status,
        string? reason
    ) => PublishAsync(session, EventNames.ConnectionUpdated, connection, phone, status, reason);

    public Task ExpiringAsync(DbSession session, ConnectionRow connection, PhoneRow? phone) =>
        PublishAsync(
            session,
            EventNames.ConnectionTokenExpiring,
            connection,
            phone,
            connection.Status,
            connection.StatusReason
        );

    public async Task DisconnectedAsync(DbSession session, ConnectionRow connection, PhoneRow? phone, string reason)
    {
        await PublishAsync(
            session,
            EventNames.ConnectionDisconnected,
            connection,
            phone,
            ConnectionStatus.Disconnected,
            reason
        );
        if (phone is not null)
            await PublishAsync(
                session,
                EventNames.PhoneNumberDisconnected,
                connection,
                phone,
                ConnectionStatus.Disconnected,
                reason
            );
    }

    private Task PublishAsync(
        DbSession session,
        string name,
        ConnectionRow connection,
        PhoneRow? phone,
        string status,
        string? reason
    )
    {
        var data = new ConnectionEvent(
            connection.Id,
            connection.Provider,
            connection.Channel,
            status,
            connection.Status,
            reason,
            phone?.Id,
            phone?.PhoneNumber,
            connection.TokenExpiresAt
        );
        return events.PublishAsync(
            session,
            connection.Tenant,
            new NewEvent(name, clock.GetUtcNow(), Wire.Text(data, ConnectionEventJson.Default.ConnectionEvent))
            {
                PhoneId = phone?.Id,
                WabaId = phone?.WabaId,
            }
        );
    }
}

/// <summary>Data of the <c>connection.*</c> events and of <c>phone_number.disconnected</c>.</summary>
public sealed record ConnectionEvent(
    string ConnectionId,
    string Provider,
    string Channel,
    string Status,
    string PreviousStatus,
    string? Reason,
    Guid? PhoneNumberId,
    string? PhoneNumber,
    DateTimeOffset? TokenExpiresAt
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ConnectionEvent))]
internal sealed partial class ConnectionEventJson : JsonSerializerContext;
