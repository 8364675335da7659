using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Value of the Instagram fields comments and live_comments.</summary>
public sealed record CommentValue : ChangeValue
{
    /// <summary>Id of the comment.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Text of the comment.</summary>
    public string? Text { get; set; }

    /// <summary>Author of the comment.</summary>
    public CommentAuthor? From { get; set; }

    /// <summary>The media that the comment is on.</summary>
    public CommentMedia? Media { get; set; }

    /// <summary>Id of the comment that it answers.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ParentId { get; set; }
}

/// <summary>The author of a comment.</summary>
public sealed record CommentAuthor : GraphObject
{
    /// <summary>Id of the author.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Username of the author.</summary>
    public string? Username { get; set; }
}

/// <summary>The media that a comment is on.</summary>
public sealed record CommentMedia : GraphObject
{
    /// <summary>Id of the media.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Kind of media: FEED, REELS, AD and so on.</summary>
    public string? MediaProductType { get; set; }
}
