namespace Patchbay.Graph.Messages;

/// <summary>Creates messages.</summary>
/// <remarks>
/// A free-form message reaches a user only within 24 hours of the user's last message or call; a template always does.
/// </remarks>
public static partial class Message
{
    /// <summary>Creates a text message.</summary>
    /// <param name="body">The text, at most 4,096 characters.</param>
    /// <param name="previewUrl">Whether the first URL in the text gets a preview.</param>
    public static OutgoingMessage Text(string body, bool previewUrl = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new()
        {
            Type = MessageType.Text,
            Text = new() { Body = body, PreviewUrl = previewUrl ? true : null },
        };
    }

    /// <summary>Creates an image message: JPEG or PNG, at most 5 MB.</summary>
    public static OutgoingMessage Image(MediaSource image, string? caption = null) =>
        new() { Type = MessageType.Image, Image = Content(image, caption) };

    /// <summary>Creates a video message: MP4 or 3GPP with H.264 and AAC, at most 16 MB.</summary>
    public static OutgoingMessage Video(MediaSource video, string? caption = null) =>
        new() { Type = MessageType.Video, Video = Content(video, caption) };

    /// <summary>Creates an audio message of at most 16 MB.</summary>
    public static OutgoingMessage Audio(MediaSource audio) =>
        new() { Type = MessageType.Audio, Audio = Content(audio) };

    /// <summary>Creates a voice note: OGG with the OPUS codec, shown as a voice note up to 512 KB.</summary>
    public static OutgoingMessage Voice(MediaSource audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return new() { Type = MessageType.Audio, Audio = audio.Content(voice: true) };
    }

    /// <summary>Creates a document message of at most 100 MB.</summary>
    public static OutgoingMessage Document(MediaSource document, string? filename = null, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new() { Type = MessageType.Document, Document = document.Content(caption, filename) };
    }

    /// <summary>Creates a sticker: WebP, at most 100 KB when still and 500 KB when animated.</summary>
    public static OutgoingMessage Sticker(MediaSource sticker) =>
        new() { Type = MessageType.Sticker, Sticker = Content(sticker) };

    /// <summary>Creates a location message.</summary>
    /// <param name="latitude">Latitude in degrees, -90 to 90.</param>
    /// <param name="longitude">Longitude in degrees, -180 to 180.</param>
    /// <param name="name">Name of the location.</param>
    /// <param name="address">Address of the location. It is shown only together with a name.</param>
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

    /// <summary>Creates a message with at most 257 contact cards; Meta recommends five or fewer.</summary>
    public static OutgoingMessage Contacts(params IReadOnlyList<ContactCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        return new() { Type = MessageType.Contacts, Contacts = cards };
    }

    /// <summary>Reacts to a message that is at most 30 days old.</summary>
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

    /// <summary>Removes a reaction.</summary>
    public static OutgoingMessage RemoveReaction(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return new()
        {
            Type = MessageType.Reaction,
            Reaction = new() { MessageId = messageId, Emoji = "" },
        };
    }

    /// <summary>Creates a template message.</summary>
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
