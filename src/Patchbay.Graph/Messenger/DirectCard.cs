using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>A card, which needs a subtitle, an image, a link or a button besides its title.</summary>
public sealed record DirectCard
{
    /// <summary>Creates a card.</summary>
    /// <param name="title">Title of the card, at most 80 characters.</param>
    public DirectCard(string title) => Title = title;

    [JsonConstructor]
    internal DirectCard() { }

    /// <summary>Title, at most 80 characters.</summary>
    /// <remarks>The title is absent on a card that shows kept media.</remarks>
    [JsonInclude]
    public string? Title { get; internal init; }

    /// <summary>Subtitle, at most 80 characters.</summary>
    public string? Subtitle { get; init; }

    /// <summary>URL of the card's image.</summary>
    public Uri? ImageUrl { get; init; }

    /// <summary>Page that opens when the card itself is tapped.</summary>
    public DirectLink? DefaultAction { get; init; }

    /// <summary>Buttons of the card, at most three.</summary>
    public IReadOnlyList<DirectButton>? Buttons { get; init; }

    /// <summary>Kind of media that Meta has kept; see <see cref="DirectMessage.MediaCard"/>.</summary>
    [JsonInclude]
    public AttachmentType? MediaType { get; internal init; }

    /// <summary>Id of the media that Meta has kept.</summary>
    [JsonInclude]
    public string? AttachmentId { get; internal init; }
}

/// <summary>A page that a card opens.</summary>
/// <param name="Url">HTTPS URL of the page.</param>
public sealed record DirectLink(Uri Url)
{
    /// <summary>Always <c>web_url</c>.</summary>
    public string Type { get; } = "web_url";

    /// <summary>Height of the page: <c>compact</c>, <c>tall</c> or <c>full</c>; Messenger only.</summary>
    public string? WebviewHeightRatio { get; init; }
}

/// <summary>A button below a text or a card.</summary>
/// <remarks>The methods of this type create it, with only the parts that belong together.</remarks>
public sealed record DirectButton
{
    internal const string PostbackType = "postback";
    internal const string CallType = "phone_number";

    [JsonConstructor]
    internal DirectButton() { }

    /// <summary>Kind of button.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Label of the button, at most 20 characters.</summary>
    [JsonInclude]
    public string? Title { get; internal init; }

    /// <summary>URL that the button opens.</summary>
    [JsonInclude]
    public Uri? Url { get; internal init; }

    /// <summary>Returned when the button is tapped, at most 1,000 characters.</summary>
    /// <remarks>For call buttons, this member holds the phone number.</remarks>
    [JsonInclude]
    public string? Payload { get; internal init; }

    /// <summary>Height of the page; Messenger only.</summary>
    [JsonInclude]
    public string? WebviewHeightRatio { get; internal init; }

    /// <summary>Creates a button that opens a web page.</summary>
    /// <param name="title">The label, at most 20 characters.</param>
    /// <param name="url">URL of the page.</param>
    /// <param name="height"><c>compact</c>, <c>tall</c> or <c>full</c>; Messenger only.</param>
    public static DirectButton Open(string title, Uri url, string? height = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new()
        {
            Type = "web_url",
            Title = title,
            Url = url,
            WebviewHeightRatio = height,
        };
    }

    /// <summary>Creates a button that returns a payload in a postback webhook.</summary>
    /// <param name="title">The label, at most 20 characters.</param>
    /// <param name="payload">The payload, at most 1,000 characters.</param>
    public static DirectButton Postback(string title, string payload) =>
        new()
        {
            Type = PostbackType,
            Title = title,
            Payload = payload,
        };

    /// <summary>Creates a button that calls a number; Messenger only.</summary>
    /// <param name="title">The label, at most 20 characters.</param>
    /// <param name="number">Phone number with plus and country code.</param>
    public static DirectButton Call(string title, string number) =>
        new()
        {
            Type = CallType,
            Title = title,
            Payload = number,
        };

    /// <summary>Creates a button that starts linking the user's account with yours; Messenger only.</summary>
    /// <param name="url">HTTPS URL of your login page.</param>
    public static DirectButton LogIn(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new() { Type = "account_link", Url = url };
    }

    /// <summary>Creates a button that removes the link between the user's account and yours; Messenger only.</summary>
    public static DirectButton LogOut() => new() { Type = "account_unlink" };
}
