using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Tests.Channels.Pager;

/// <summary>Sends pages: <c>{"to":"…","text":"…"}</c>.</summary>
internal sealed class PagerSend(PagerCompany company, MessageSend send, Ids ids, TimeProvider clock) : ChannelSend
{
    private const int MaxText = 80;

    public override async Task<Outcome<MessageRow>> SendAsync(
        MessageOrigin origin,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        if (origin.Connection is not { Status: ConnectionStatus.Connected } connection)
            return ConnectionProblems.CannotSend;
        var (to, text) = (body.Text("to"), body.Text("text"));
        if (to is null)
            return Problem.Invalid("to", "'to' is required.");
        if (text is not { Length: >= 1 and <= MaxText })
            return Problem.Invalid("text", $"'text' must have 1 to {MaxText} characters.");
        var row = RowOf(connection, to, text);
        return await send.RunAsync(
            row,
            () =>
                Task.FromResult(
                    new SendResult { Status = StatusRules.Sent, ProviderMessageId = company.Take(to, text) }
                ),
            cancellation
        );
    }

    private MessageRow RowOf(ConnectionRow connection, string to, string text) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = connection.OrganizationId,
            Environment = connection.Environment,
            Channel = connection.Channel,
            ConnectionId = connection.Id,
            Direction = MessageDirection.Outbound,
            Type = PagerKind.MessageType,
            Content = PagerKind.ContentOf(text),
            ContactId = to,
            Status = StatusRules.Pending,
            OccurredAt = clock.GetUtcNow(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
