using System.Text.Json;
using Patchbay.Server.Connections;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Inbound;

/// <summary>Messenger's and Instagram's events: messages as such, everything else as Meta wrote it.</summary>
internal sealed class ChannelProjection(OutgoingEvents events)
{
    public void Apply(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value)
    {
        var isMessage = row.Kind == InboundKind.Message && row.Field == PayloadSplitter.Messaging;
        var name = !isMessage ? EventNames.AccountUpdated : value.Member("message").Member("is_echo").ValueKind == JsonValueKind.True ? EventNames.MessageSent : EventNames.MessageReceived;
        var data = isMessage
            ? Wire.Text(MessageOf(row, connection, value, name), InboundJson.Default.ChannelMessageEvent)
            : Wire.Text(new ChannelEvent(connection.Id, connection.Channel, row.Field, value), InboundJson.Default.ChannelEvent);
        events.Publish(session, new(connection.OrganizationId, connection.Environment), new NewEvent(name, row.ReceivedAt, null, null, data, row.Change));
    }

    private static ChannelMessageEvent MessageOf(InboundEventRow row, ConnectionRow connection, JsonElement value, string name)
    {
        var isEcho = name == EventNames.MessageSent;
        var at = value.Member("timestamp") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : row.ReceivedAt;
        return new(connection.Id, connection.Channel, value.Member(isEcho ? "recipient" : "sender").Text("id"),
            isEcho ? MessageDirection.Outbound : MessageDirection.Inbound, value.Member("message").Text("mid"), value.Member("message"), at);
    }
}

/// <summary>Data of <c>message.received</c> and <c>message.sent</c> of a page or an Instagram account.</summary>
public sealed record ChannelMessageEvent(
    string ConnectionId, string Channel, string? ContactId, string Direction, string? Mid, JsonElement Content, DateTimeOffset Timestamp);

/// <summary>Data of any other event of a page or an Instagram account, as Meta wrote it.</summary>
public sealed record ChannelEvent(string ConnectionId, string Channel, string Field, JsonElement Value);
