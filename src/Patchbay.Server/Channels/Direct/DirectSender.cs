using Patchbay.Graph;
using Patchbay.Graph.Messenger;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Connections;
using Patchbay.Server.Messages;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.Direct;

/// <summary>Sends as a page or an Instagram account. Meta decides whether the person may be written to now.</summary>
internal sealed class DirectSender(ConnectionSessions sessions, MessageSend send, Ids ids, TimeProvider clock)
{
    public static readonly Problem NotUsable = new(
        409,
        "connection_not_usable",
        "This connection cannot send; see its status."
    );

    /// <summary>One call to Meta.</summary>
    private delegate Task<DirectMessageSent> Line(DirectRecipient to, DirectMessage message);

    public async Task<(MessageRow? Row, Problem? Problem)> SendAsync(
        ConnectionRow connection,
        DirectDraft draft,
        CancellationToken cancellation
    )
    {
        try
        {
            if (await LineAsync(connection, cancellation) is not { } line)
                return (null, NotUsable);
            var row = NewRow(connection, draft);
            return await send.RunAsync(
                row,
                async () =>
                {
                    var sent = await line(DirectRecipient.User(draft.To), Marked(draft.Message, row));
                    return new(sent.MessageId, null);
                },
                DirectProblems.Of,
                cancellation
            );
        }
        catch (GraphException error)
        {
            return (null, DirectProblems.Of(error)); // the page's token could not be had: nothing was sent
        }
    }

    // Messenger's echo brings this back, so that it finds its row although the answer is lost. Instagram has no place for it.
    private static DirectMessage Marked(DirectMessage message, MessageRow row) =>
        row.Channel == ChannelNames.Messenger ? message.WithMetadata(row.Id.ToString()) : message;

    private async Task<Line?> LineAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        if (await sessions.FindUsableAsync(connection, cancellation) is not { } session)
            return null;
        var meta = session.Meta;
        if (connection.TokenKind == TokenKinds.Instagram)
        {
            return (to, message) =>
                meta.Instagram.SendAsync(connection.IgBusinessAccountId!, to, message, CancellationToken.None);
        }
        // An Instagram account behind a page is written for by the page, as are the page's own people.
        if (connection.PageId is not { } page)
            return null;
        var access = new MetaAccess(session.Token, connection.TokenKind!, null, null);
        if (await InstagramAssets.PageTokenAsync(meta, access, page, cancellation) is not { } pageToken)
            return null;
        var asPage = session.App.As(pageToken);
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
            Type = draft.Type,
            Content = draft.Content,
            ContactId = draft.To,
            Status = StatusRules.Pending,
            OccurredAt = clock.GetUtcNow(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
}
