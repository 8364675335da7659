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

    /// <summary>Publishes that Meta sends a number's events to another address.</summary>
    public Task CallbackMovedAsync(DbSession session, ConnectionRow connection, PhoneRow phone)
    {
        var data = new CallbackMovedEvent(
            connection.Id,
            connection.Channel,
            phone.Id,
            phone.PhoneNumber,
            phone.WabaId,
            NumberHealthRules.CallbackElsewhere,
            NextActions.SetCallback,
            NextActions.CallOf(NextActions.SetCallback, connection.Id)
        );
        var text = Wire.Text(data, ConnectionEventJson.Default.CallbackMovedEvent);
        return events.PublishAsync(
            session,
            connection.Tenant,
            new NewEvent(EventNames.ConnectionCallbackMoved, clock.GetUtcNow(), text)
            {
                PhoneId = phone.Id,
                WabaId = phone.WabaId,
                Channel = connection.Channel,
            }
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
                Channel = connection.Channel,
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

/// <summary>Data of <c>connection.callback_moved</c>, with the call that brings the events back.</summary>
public sealed record CallbackMovedEvent(
    string ConnectionId,
    string Channel,
    Guid PhoneNumberId,
    string PhoneNumber,
    Guid WabaId,
    string Reason,
    string NextAction,
    string? NextCall
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ConnectionEvent))]
[JsonSerializable(typeof(CallbackMovedEvent))]
internal sealed partial class ConnectionEventJson : JsonSerializerContext;
