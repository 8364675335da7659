namespace Patchbay.Graph.Messenger;

public sealed partial record DirectMessage
{
    private const string _humanAgent = "HUMAN_AGENT";

    /// <summary>A text: at most 2,000 characters in Messenger, 1,000 bytes in Instagram.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quickReplies">At most 13.</param>
    public static DirectMessage Text(string text, params IReadOnlyList<QuickReply> quickReplies)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(new() { Text = text, QuickReplies = quickReplies.Count > 0 ? quickReplies : null });
    }

    /// <summary>An image, video, audio or file by its address.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="keep">Whether Meta keeps it for later; Messenger.</param>
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

    /// <summary>Something that Meta has kept; Messenger.</summary>
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

    /// <summary>Several images: up to 30 in Messenger, 10 in Instagram.</summary>
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

    /// <summary>A heart; Instagram.</summary>
    public static DirectMessage Heart() => Of(new() { Attachment = new() { Type = AttachmentType.LikeHeart } });

    /// <summary>One of the account's own posts; Instagram.</summary>
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

    /// <summary>Cards side by side.</summary>
    /// <param name="cards">One to ten.</param>
    public static DirectMessage Cards(params IReadOnlyList<DirectCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return Template(new() { TemplateType = "generic", Elements = cards });
    }

    /// <summary>A text with buttons.</summary>
    /// <param name="text">At most 640 characters.</param>
    /// <param name="buttons">One to three.</param>
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

    /// <summary>An image or video that Meta has kept, with buttons below; Messenger.</summary>
    /// <param name="type">Image or video.</param>
    /// <param name="attachmentId">What Meta has kept.</param>
    /// <param name="buttons">At most three.</param>
    public static DirectMessage MediaCard(
        AttachmentType type,
        string attachmentId,
        params IReadOnlyList<DirectButton> buttons
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(attachmentId);
        ArgumentNullException.ThrowIfNull(buttons);
        if (type != AttachmentType.Image && type != AttachmentType.Video)
            throw new ArgumentException("An image or a video is needed.", nameof(type));
        var card = new DirectCard
        {
            MediaType = type,
            AttachmentId = attachmentId,
            Buttons = buttons.Count > 0 ? buttons : null,
        };
        return Template(new() { TemplateType = "media", Elements = [card] });
    }

    /// <summary>Shows that an answer is being written, or marks as read.</summary>
    /// <param name="action">Typing on, typing off or seen.</param>
    public static DirectMessage Action(SenderAction action) => new() { SenderAction = action };

    /// <summary>Reacts to a message; Instagram.</summary>
    public static DirectMessage React(string messageId, string reaction = "love")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return new()
        {
            SenderAction = Messenger.SenderAction.React,
            Payload = new() { MessageId = messageId, Reaction = reaction },
        };
    }

    /// <summary>Takes a reaction back; Instagram.</summary>
    public static DirectMessage Unreact(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return new()
        {
            SenderAction = Messenger.SenderAction.Unreact,
            Payload = new() { MessageId = messageId },
        };
    }

    /// <summary>Answers a message visibly.</summary>
    public DirectMessage InReplyTo(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return this with { ReplyTo = new() { Mid = messageId } };
    }

    /// <summary>Puts a text of yours on it that comes back in the echo; Messenger.</summary>
    /// <param name="metadata">At most 1,000 characters; the user does not see it.</param>
    /// <exception cref="InvalidOperationException">It is an action, which has no echo.</exception>
    public DirectMessage WithMetadata(string metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return this with
        {
            Message = (Message ?? throw new InvalidOperationException("An action has no echo.")) with
            {
                Metadata = metadata,
            },
        };
    }

    /// <summary>Says that a person answers, which is allowed for 7 days and needs the feature.</summary>
    public DirectMessage FromHumanAgent() =>
        this with
        {
            MessagingType = Messenger.MessagingType.MessageTag,
            Tag = _humanAgent,
        };

    /// <summary>How loudly it arrives; Messenger.</summary>
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
