namespace Patchbay.Graph.Messages;

/// <summary>Makes messages. Free-form ones reach a user only within 24 hours of their last message or call; templates always do.</summary>
public static partial class Message
{
    /// <summary>A text.</summary>
    /// <param name="body">At most 4,096 characters.</param>
    /// <param name="previewUrl">Whether the first address in it gets a preview.</param>
    public static OutgoingMessage Text(string body, bool previewUrl = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new()
        {
            Type = MessageType.Text,
            Text = new() { Body = body, PreviewUrl = previewUrl ? true : null },
        };
    }

    /// <summary>An image: JPEG or PNG, at most 5 MB.</summary>
    public static OutgoingMessage Image(MediaSource image, string? caption = null) =>
        new() { Type = MessageType.Image, Image = Content(image, caption) };

    /// <summary>A video: MP4 or 3GPP with H.264 and AAC, at most 16 MB.</summary>
    public static OutgoingMessage Video(MediaSource video, string? caption = null) =>
        new() { Type = MessageType.Video, Video = Content(video, caption) };

    /// <summary>Audio, at most 16 MB.</summary>
    public static OutgoingMessage Audio(MediaSource audio) =>
        new() { Type = MessageType.Audio, Audio = Content(audio) };

    /// <summary>A voice note: OGG with the OPUS codec, up to 512 KB to be shown as one.</summary>
    public static OutgoingMessage Voice(MediaSource audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return new() { Type = MessageType.Audio, Audio = audio.Content(voice: true) };
    }

    /// <summary>A document, at most 100 MB.</summary>
    public static OutgoingMessage Document(MediaSource document, string? filename = null, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new() { Type = MessageType.Document, Document = document.Content(caption, filename) };
    }

    /// <summary>A sticker: WebP, at most 100 KB still and 500 KB animated.</summary>
    public static OutgoingMessage Sticker(MediaSource sticker) =>
        new() { Type = MessageType.Sticker, Sticker = Content(sticker) };

    /// <summary>A place.</summary>
    /// <param name="latitude">Degrees, -90 to 90.</param>
    /// <param name="longitude">Degrees, -180 to 180.</param>
    /// <param name="name">Its name.</param>
    /// <param name="address">Its address; shown only together with a name.</param>
    public static OutgoingMessage Location(
        double latitude,
        double longitude,
        string? name = null,
        string? address = null
    ) =>
        new()
        {
            Type = MessageType.Location,
            Location = new()
            {
                Latitude = latitude,
                Longitude = longitude,
                Name = name,
                Address = address,
            },
        };

    /// <summary>Contact cards, at most 257; five or fewer are recommended.</summary>
    public static OutgoingMessage Contacts(params IReadOnlyList<ContactCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return new() { Type = MessageType.Contacts, Contacts = cards };
    }

    /// <summary>Reacts to a message at most 30 days old.</summary>
    public static OutgoingMessage Reaction(string messageId, string emoji)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        ArgumentException.ThrowIfNullOrEmpty(emoji);
        return new()
        {
            Type = MessageType.Reaction,
            Reaction = new() { MessageId = messageId, Emoji = emoji },
        };
    }

    /// <summary>Takes a reaction back.</summary>
    public static OutgoingMessage RemoveReaction(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return new()
        {
            Type = MessageType.Reaction,
            Reaction = new() { MessageId = messageId, Emoji = "" },
        };
    }

    /// <summary>A template with its values.</summary>
    public static OutgoingMessage Template(TemplateMessage template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new() { Type = MessageType.Template, Template = template.Content() };
    }

    private static MediaContent Content(MediaSource source, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Content(caption);
    }
}
