namespace Patchbay.Graph.Messenger;

public sealed partial record DirectMessage
{
    private const string _humanAgent = "HUMAN_AGENT";

    /// <summary>Creates a text message: at most 2,000 characters in Messenger, 1,000 bytes on Instagram.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quickReplies">Quick replies, at most 13.</param>
    public static DirectMessage Text(string text, params IReadOnlyList<QuickReply> quickReplies)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(new() { Text = text, QuickReplies = quickReplies.Count > 0 ? quickReplies : null });
    }

    /// <summary>Creates a message with an image, video, audio or file by its URL.</summary>
    /// <param name="type">Kind of file.</param>
    /// <param name="url">URL of the file.</param>
    /// <param name="keep">Whether Meta keeps the file for later messages; Messenger only.</param>
    public static DirectMessage Attachment(AttachmentType type, Uri url, bool keep = false)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Of(
            new()
            {
                Attachment = new()
                {
                    Type = type,
                    Payload = new() { Url = url.AbsoluteUri, IsReusable = keep ? true : null },
                },
            }
        );
    }

    /// <summary>Creates a message with a file that Meta has kept; Messenger only.</summary>
    public static DirectMessage Kept(AttachmentType type, string attachmentId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(attachmentId);
        return Of(
            new()
            {
                Attachment = new()
                {
                    Type = type,
                    Payload = new() { AttachmentId = attachmentId },
                },
            }
        );
    }

    /// <summary>Creates a message with several images: at most 30 in Messenger, 10 on Instagram.</summary>
    public static DirectMessage Images(params IReadOnlyList<Uri> urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        return Of(
            new()
            {
                Attachments =
                [
                    .. urls.Select(u => new DirectAttachment
                    {
                        Type = AttachmentType.Image,
                        Payload = new() { Url = u.AbsoluteUri },
                    }),
                ],
            }
        );
    }

    /// <summary>Creates a heart; Instagram only.</summary>
    public static DirectMessage Heart() => Of(new() { Attachment = new() { Type = AttachmentType.LikeHeart } });

    /// <summary>Shares one of the account's own posts; Instagram only.</summary>
    public static DirectMessage Post(string postId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(postId);
        return Of(
            new()
            {
                Attachment = new()
                {
                    Type = AttachmentType.MediaShare,
                    Payload = new() { Id = postId },
                },
            }
        );
    }

    /// <summary>Creates a message with cards side by side.</summary>
    /// <param name="cards">One to ten cards.</param>
    public static DirectMessage Cards(params IReadOnlyList<DirectCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return Template(new() { TemplateType = "generic", Elements = cards });
    }

    /// <summary>Creates a text with buttons.</summary>
    /// <param name="text">The text, at most 640 characters.</param>
    /// <param name="buttons">One to three buttons.</param>
    public static DirectMessage Buttons(string text, params IReadOnlyList<DirectButton> buttons)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(buttons);
        return Template(
            new()
            {
                TemplateType = "button",
                Text = text,
                Buttons = buttons,
            }
        );
    }

    /// <summary>
    /// Creates a message with an image or video that Meta has kept and buttons below it; Messenger only.
    /// </summary>
    /// <param name="type">Image or video.</param>
    /// <param name="attachmentId">Id of the file that Meta has kept.</param>
    /// <param name="buttons">At most three buttons.</param>
    public static DirectMessage MediaCard(
        AttachmentType type,
        string attachmentId,
        params IReadOnlyList<DirectButton> buttons
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(attachmentId);
        ArgumentNullException.ThrowIfNull(buttons);
        if (type != AttachmentType.Image && type != AttachmentType.Video)
            throw new ArgumentException("The type must be image or video.", nameof(type));
        var card = new DirectCard
        {
            MediaType = type,
            AttachmentId = attachmentId,
            Buttons = buttons.Count > 0 ? buttons : null,
        };
        return Template(new() { TemplateType = "media", Elements = [card] });
    }

    /// <summary>Shows or hides the typing indicator, or marks messages as read.</summary>
    /// <param name="action">The action.</param>
    public static DirectMessage Action(SenderAction action) => new() { SenderAction = action };

    /// <summary>Reacts to a message; Instagram only.</summary>
    public static DirectMessage React(string messageId, string reaction = "love")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return new()
        {
            SenderAction = Messenger.SenderAction.React,
            Payload = new() { MessageId = messageId, Reaction = reaction },
        };
    }

    /// <summary>Removes a reaction; Instagram only.</summary>
    public static DirectMessage Unreact(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return new()
        {
            SenderAction = Messenger.SenderAction.Unreact,
            Payload = new() { MessageId = messageId },
        };
    }

    /// <summary>Sends the message as a reply to another message.</summary>
    public DirectMessage InReplyTo(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return this with { ReplyTo = new() { Mid = messageId } };
    }

    /// <summary>Adds metadata that is returned in the echo; Messenger only.</summary>
    /// <param name="metadata">The metadata, at most 1,000 characters. The user does not see it.</param>
    /// <exception cref="InvalidOperationException">The message is an action, which has no echo.</exception>
    public DirectMessage WithMetadata(string metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return this with
        {
            Message = (
                Message ?? throw new InvalidOperationException("An action has no echo, so it cannot carry metadata.")
            ) with
            {
                Metadata = metadata,
            },
        };
    }

    /// <summary>Marks the message as an answer by a person, which is allowed for 7 days.</summary>
    /// <remarks>The app needs Meta's feature for human agents.</remarks>
    public DirectMessage FromHumanAgent() =>
        this with
        {
            MessagingType = Messenger.MessagingType.MessageTag,
            Tag = _humanAgent,
        };

    /// <summary>Sets how the message notifies the user; Messenger only.</summary>
    public DirectMessage Notifying(NotificationType type) => this with { NotificationType = type };

    private static DirectMessage Template(AttachmentPayload payload) =>
        Of(
            new()
            {
                Attachment = new() { Type = AttachmentType.Template, Payload = payload },
            }
        );

    private static DirectMessage Of(DirectContent content) =>
        new() { MessagingType = Messenger.MessagingType.Response, Message = content };
}
