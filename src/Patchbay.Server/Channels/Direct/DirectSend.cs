using System.Text.Json;
using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Direct;

/// <summary>How Instagram or Messenger sends.</summary>
/// <param name="Limits">The channel's limits.</param>
/// <param name="EchoesMetadata">Whether echoes contain our message id, by which the row is found even if the answer to
/// the send is lost.</param>
internal sealed record DirectStyle(DirectLimits Limits, bool EchoesMetadata);

/// <summary>Sends as a page or an Instagram account. Meta checks the 24-hour window.</summary>
internal sealed class DirectSend(
    DirectStyle style,
    ConnectionSessions sessions,
    MessageSend send,
    Ids ids,
    TimeProvider clock
) : ChannelSend
{
    /// <summary>One call to Meta.</summary>
    private delegate Task<DirectMessageSent> Line(DirectRecipient to, DirectMessage message);

    public override async Task<Outcome<MessageRow>> SendAsync(
        MessageOrigin origin,
        JsonElement body,
        CancellationToken cancellation
    )
    {
        if (!DirectSendRules.Read(body, style.Limits).TryGet(out var draft, out var problem))
            return problem;
        if (origin.Connection is not { } connection)
            return ConnectionProblems.CannotSend;
        try
        {
            if (await LineAsync(connection, cancellation) is not { } line)
                return ConnectionProblems.CannotSend;
            var row = NewRow(connection, draft);
            return await send.RunAsync(
                row,
                () => MessageSend.CallMetaAsync(() => CallAsync(line, row, draft), DirectProblems.Of),
                cancellation
            );
        }
        catch (GraphException error)
        {
            return DirectProblems.Of(error); // reading the page's token failed, so nothing was sent
        }
    }

    private async Task<SendResult> CallAsync(Line line, MessageRow row, DirectDraft draft)
    {
        var message = style.EchoesMetadata ? draft.Message.WithMetadata(row.Id.ToString()) : draft.Message;
        var sent = await line(DirectRecipient.User(draft.To), message);
        return new SendResult { Status = StatusRules.Accepted, ProviderMessageId = sent.MessageId };
    }

    private async Task<Line?> LineAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        if (await sessions.FindUsableAsync(connection, cancellation) is not { } session)
            return null;
        var (app, token, meta) = (session.App, session.Token, session.Meta);
        if (connection.TokenKind == TokenKinds.Instagram)
        {
            return (to, message) =>
                meta.Instagram.SendAsync(connection.IgBusinessAccountId!, to, message, CancellationToken.None);
        }
        // A page sends its own messages and those of the Instagram account linked to it.
        if (connection.PageId is not { } page)
            return null;
        var access = new MetaAccess(token, connection.TokenKind!);
        if (await PageWebhooks.TokenAsync(meta, access, page, cancellation) is not { } pageToken)
            return null;
        var asPage = app.As(pageToken);
        return (to, message) => asPage.Messenger.SendAsync(page, to, message, CancellationToken.None);
    }

    private MessageRow NewRow(ConnectionRow connection, DirectDraft draft) =>
        new()
        {
            Id = ids.Uuid(),
            OrganizationId = connection.OrganizationId,
            Environment = connection.Environment,
            Channel = connection.Channel,
            ConnectionId = connection.Id,
            Direction = MessageDirection.Outbound,
            Source = MessageSource.Api,
            Type = draft.Type,
            Content = draft.Content,
            ContactId = draft.To,
            Status = StatusRules.Pending,
            OccurredAt = clock.GetUtcNow(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
