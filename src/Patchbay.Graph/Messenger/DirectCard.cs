using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messenger;

/// <summary>A card. Besides its title it needs a subtitle, an image, a link or a button.</summary>
public sealed record DirectCard
{
    /// <summary>Makes a card.</summary>
    /// <param name="title">At most 80 characters.</param>
    public DirectCard(string title) => Title = title;

    [JsonConstructor]
    internal DirectCard() { }

    /// <summary>At most 80 characters; absent below a kept medium.</summary>
    [JsonInclude]
    public string? Title { get; internal init; }

    /// <summary>At most 80 characters.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Its picture.</summary>
    public Uri? ImageUrl { get; init; }

    /// <summary>What opens when the card itself is tapped.</summary>
    public DirectLink? DefaultAction { get; init; }

    /// <summary>At most three.</summary>
    public IReadOnlyList<DirectButton>? Buttons { get; init; }

    /// <summary>What kind of medium Meta has kept; see <see cref="DirectMessage.MediaCard"/>.</summary>
    [JsonInclude]
    public AttachmentType? MediaType { get; internal init; }

    /// <summary>The medium that Meta has kept.</summary>
    [JsonInclude]
    public string? AttachmentId { get; internal init; }
}

/// <summary>A page that a card opens.</summary>
/// <param name="Url">Its address, HTTPS.</param>
public sealed record DirectLink(Uri Url)
{
    /// <summary>Always <c>web_url</c>.</summary>
    public string Type { get; } = "web_url";

    /// <summary>How high it opens: <c>compact</c>, <c>tall</c> or <c>full</c>; Messenger.</summary>
    public string? WebviewHeightRatio { get; init; }
}

/// <summary>A button below a text or a card. Made by its methods, which allow only what fits together.</summary>
public sealed record DirectButton
{
    internal const string PostbackType = "postback";
    internal const string CallType = "phone_number";

    [JsonConstructor]
    internal DirectButton() { }

    /// <summary>Which kind.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>The label, at most 20 characters.</summary>
    [JsonInclude]
    public string? Title { get; internal init; }

    /// <summary>What it opens.</summary>
    [JsonInclude]
    public Uri? Url { get; internal init; }

    /// <summary>What comes back with the tap, at most 1,000 characters; for calls, the number.</summary>
    [JsonInclude]
    public string? Payload { get; internal init; }

    /// <summary>How high the page opens; Messenger.</summary>
    [JsonInclude]
    public string? WebviewHeightRatio { get; internal init; }

    /// <summary>Opens a page.</summary>
    /// <param name="title">The label, at most 20 characters.</param>
    /// <param name="url">The page.</param>
    /// <param name="height"><c>compact</c>, <c>tall</c> or <c>full</c>; Messenger.</param>
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

    /// <summary>Comes back as a postback webhook.</summary>
    /// <param name="title">The label, at most 20 characters.</param>
    /// <param name="payload">What comes back, at most 1,000 characters.</param>
    public static DirectButton Postback(string title, string payload) =>
        new()
        {
            Type = PostbackType,
            Title = title,
            Payload = payload,
        };

    /// <summary>Calls a number; Messenger.</summary>
    /// <param name="title">The label, at most 20 characters.</param>
    /// <param name="number">With plus and country code.</param>
    public static DirectButton Call(string title, string number) =>
        new()
        {
            Type = CallType,
            Title = title,
            Payload = number,
        };

    /// <summary>Begins linking the user's account with yours; Messenger.</summary>
    /// <param name="url">Your log-in page, HTTPS.</param>
    public static DirectButton LogIn(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new() { Type = "account_link", Url = url };
    }

    /// <summary>Ends the link between the user's account and yours; Messenger.</summary>
    public static DirectButton LogOut() => new() { Type = "account_unlink" };
}
