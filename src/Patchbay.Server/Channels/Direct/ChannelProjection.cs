using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Projections;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Messenger's and Instagram's events: messages and their statuses as such, everything else as Meta wrote it.</summary>
internal sealed class ChannelProjection(DirectProjection direct, OutgoingEvents events)
{
    public Task ApplyAsync(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value)
    {
        switch (row.Field == PayloadSplitter.Messaging ? DirectRules.KindOf(value) : DirectKind.Other)
        {
            case DirectKind.Message or DirectKind.Postback:
                return direct.ReceivedAsync(session, row, connection, value);
            case DirectKind.Echo:
                return direct.EchoAsync(session, row, connection, value);
            case DirectKind.Delivery:
                return direct.DeliveredAsync(session, row, connection, value);
            case DirectKind.Read:
                return direct.ReadAsync(session, row, connection, value);
            case DirectKind.Edit or DirectKind.Deletion:
                return ChangedAsync(session, row, connection, value);
            default:
                Forward(session, row, connection, value);
                return Task.CompletedTask;
        }
    }

    private async Task ChangedAsync(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value)
    {
        await direct.ChangedAsync(session, connection, value);
        Forward(session, row, connection, value);
    }

    private void Forward(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value) =>
        events.Publish(
            session,
            connection.Tenant,
            new NewEvent(
                EventNames.AccountUpdated,
                row.ReceivedAt,
                Wire.Text(
                    new ChannelEvent(connection.Id, connection.Channel, row.Field, value),
                    InboundJson.Default.ChannelEvent
                )
            )
            {
                MetaPayload = row.Change,
            }
        );
}

/// <summary>Data of any other event of a page or an Instagram account, as Meta wrote it.</summary>
public sealed record ChannelEvent(string ConnectionId, string Channel, string Field, JsonElement Value);
