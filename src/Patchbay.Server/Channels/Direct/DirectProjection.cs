using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Messages of pages and Instagram accounts, and how far those we sent have come.</summary>
internal sealed class DirectProjection(MessageStore messages, AccountStore accounts, OutgoingEvents events, Ids ids)
{
    /// <summary>A person wrote, or tapped a button: both are something they said, and both open the window.</summary>
    public async Task ReceivedAsync(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value)
    {
        var message = NewRow(row, connection, value, MessageDirection.Inbound, StatusRules.Received);
        if (await messages.InsertAsync(session, message))
            await PublishAsync(session, EventNames.MessageReceived, row, message, message.OccurredAt);
    }

    /// <summary>Something was sent in the account's name: by us, or by someone in Meta's own inbox.</summary>
    public async Task EchoAsync(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value)
    {
        var echo = value.Member("message");
        var (mid, person) = (echo.Text("mid")!, value.Member("recipient").Text("id"));
        var known =
            await messages.FindByMidAsync(session, connection.Id, mid)
            ?? (
                person is null
                    ? null
                    : DirectRules.SentAs(await messages.WithoutAnswerAsync(session, connection.Id, person), echo)
            );
        var at = DirectRules.Instant(value, "timestamp") ?? row.ReceivedAt;
        if (known is not null)
        {
            await messages.AdvanceAsync(session, known.Id, StatusRules.Sent, mid, null);
            await PublishAsync(session, EventNames.MessageSent, row, known, at, StatusRules.Sent, mid);
            return;
        }
        var message = NewRow(row, connection, value, MessageDirection.Outbound, StatusRules.Sent);
        if (await messages.InsertAsync(session, message))
            await PublishAsync(session, EventNames.MessageSent, row, message, at);
    }

    /// <summary>Messenger names the messages; of some clients only the instant by which everything had arrived.</summary>
    public async Task DeliveredAsync(
        DbSession session,
        InboundEventRow row,
        ConnectionRow connection,
        JsonElement value
    )
    {
        var delivery = value.Member("delivery");
        var mids = delivery
            .Items("mids")
            .Where(mid => mid.ValueKind == JsonValueKind.String)
            .Select(mid => mid.GetString()!)
            .ToList();
        if (mids.Count == 0)
            await UntilAsync(session, row, connection, value, delivery, StatusRules.Delivered);
        foreach (var mid in mids)
            await AdvanceAsync(session, row, connection, value, mid, StatusRules.Delivered);
    }

    /// <summary>Instagram names the message that was seen, Messenger the instant up to which all were.</summary>
    public Task ReadAsync(DbSession session, InboundEventRow row, ConnectionRow connection, JsonElement value) =>
        value.Member("read").Text("mid") is { } mid
            ? AdvanceAsync(session, row, connection, value, mid, StatusRules.Read)
            : UntilAsync(session, row, connection, value, value.Member("read"), StatusRules.Read);

    /// <summary>The history holds what the person lets stand.</summary>
    public Task ChangedAsync(DbSession session, ConnectionRow connection, JsonElement value)
    {
        var (edit, message) = (value.Member("message_edit"), value.Member("message"));
        var content = edit.Text("text") is { } text
            ? new JsonObject { ["text"] = text }
            : new JsonObject { ["is_deleted"] = true };
        return messages.ReplaceContentAsync(
            session,
            connection.Id,
            (edit.Text("mid") ?? message.Text("mid"))!,
            content.ToJsonString()
        );
    }

    private async Task AdvanceAsync(
        DbSession session,
        InboundEventRow row,
        ConnectionRow connection,
        JsonElement value,
        string mid,
        string status
    )
    {
        var message = await messages.FindByMidAsync(session, connection.Id, mid);
        // What was sent before this connection was made is no row of ours, and nobody asked for its news.
        if (message is null || !await messages.AdvanceAsync(session, message.Id, status, mid, null))
            return;
        await PublishAsync(
            session,
            EventNames.OfStatus(status)!,
            row,
            message,
            DirectRules.Instant(value, "timestamp") ?? row.ReceivedAt,
            status
        );
    }

    private async Task UntilAsync(
        DbSession session,
        InboundEventRow row,
        ConnectionRow connection,
        JsonElement value,
        JsonElement mark,
        string status
    )
    {
        if (
            value.Member("sender").Text("id") is not { } person
            || DirectRules.Instant(mark, "watermark") is not { } until
        )
            return;
        foreach (var message in await messages.AdvanceUntilAsync(session, connection.Id, person, until, status))
        {
            await PublishAsync(
                session,
                EventNames.OfStatus(status)!,
                row,
                message,
                DirectRules.Instant(value, "timestamp") ?? row.ReceivedAt
            );
        }
    }

    private async Task PublishAsync(
        DbSession session,
        string name,
        InboundEventRow row,
        MessageRow message,
        DateTimeOffset at,
        string? status = null,
        string? mid = null
    ) =>
        events.Publish(
            session,
            message.Tenant,
            new NewEvent(
                name,
                at,
                Wire.Text(
                    new MessageEvent
                    {
                        MessageId = message.Id,
                        Channel = message.Channel,
                        ConnectionId = message.ConnectionId!,
                        AccountId = await accounts.IdOfConnectionAsync(session, message.ConnectionId!),
                        ContactId = message.ContactId,
                        Direction = message.Direction,
                        Type = message.Type,
                        Content = JsonLists.Raw(message.Content),
                        Mid = message.Wamid ?? mid,
                        Status = status ?? message.Status,
                        Timestamp = at,
                    },
                    MessageJson.Default.MessageEvent
                )
            )
            {
                MetaPayload = row.Change,
                Contact = message.ContactId,
                ConnectionId = message.ConnectionId,
            }
        );

    private MessageRow NewRow(
        InboundEventRow row,
        ConnectionRow connection,
        JsonElement value,
        string direction,
        string status
    )
    {
        var isPostback = value.Member("message").ValueKind != JsonValueKind.Object;
        var message = value.Member(isPostback ? "postback" : "message");
        return new MessageRow
        {
            Id = ids.Uuid(),
            OrganizationId = connection.OrganizationId,
            Environment = connection.Environment,
            Channel = connection.Channel,
            ConnectionId = connection.Id,
            Direction = direction,
            Type = isPostback ? "postback" : DirectRules.TypeOf(message),
            Content = DirectRules.ContentOf(message),
            Wamid = message.Text("mid"),
            ContactId = value.Member(direction == MessageDirection.Inbound ? "sender" : "recipient").Text("id"),
            Status = status,
            OccurredAt = DirectRules.Instant(value, "timestamp") ?? row.ReceivedAt,
            CreatedAt = row.ReceivedAt,
            UpdatedAt = row.ReceivedAt,
        };
    }
}
