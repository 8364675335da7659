using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Fields comments and live_comments of Instagram.</summary>
public sealed record CommentValue : ChangeValue
{
    /// <summary>The comment.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Its text.</summary>
    public string? Text { get; set; }

    /// <summary>Its author.</summary>
    public CommentAuthor? From { get; set; }

    /// <summary>What it is on.</summary>
    public CommentMedia? Media { get; set; }

    /// <summary>The comment it answers.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ParentId { get; set; }
}

/// <summary>An author.</summary>
public sealed record CommentAuthor : GraphObject
{
    /// <summary>Their id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Their name.</summary>
    public string? Username { get; set; }
}

/// <summary>What a comment is on.</summary>
public sealed record CommentMedia : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>FEED, REELS, AD and so on.</summary>
    public string? MediaProductType { get; set; }
}
