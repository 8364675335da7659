using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>The message that a received message refers to, and whether it was forwarded.</summary>
public sealed record InboundContext : GraphObject
{
    /// <summary>Number of the author of the quoted message.</summary>
    public string? From { get; set; }

    /// <summary>Id of the quoted message.</summary>
    public string? Id { get; set; }

    /// <summary>Whether the received message was forwarded.</summary>
    public bool? Forwarded { get; set; }

    /// <summary>Whether the received message was forwarded more than five times.</summary>
    public bool? FrequentlyForwarded { get; set; }

    /// <summary>The product that the user asks about.</summary>
    public ReferredProduct? ReferredProduct { get; set; }
}

/// <summary>A product.</summary>
public sealed record ReferredProduct : GraphObject
{
    /// <summary>Id of the catalog.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CatalogId { get; set; }

    /// <summary>Retailer id of the product.</summary>
    public string? ProductRetailerId { get; set; }
}

/// <summary>The ad or post that started a chat.</summary>
public sealed record Referral : GraphObject
{
    /// <summary>URL of the ad or post.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>Id of the ad or post.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SourceId { get; set; }

    /// <summary><c>ad</c> or <c>post</c>.</summary>
    public string? SourceType { get; set; }

    /// <summary>Headline of the ad or post.</summary>
    public string? Headline { get; set; }

    /// <summary>Text of the ad or post.</summary>
    public string? Body { get; set; }

    /// <summary><c>image</c> or <c>video</c>.</summary>
    public string? MediaType { get; set; }

    /// <summary>URL of the image.</summary>
    public string? ImageUrl { get; set; }

    /// <summary>URL of the video.</summary>
    public string? VideoUrl { get; set; }

    /// <summary>URL of the video's thumbnail.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>Click id; absent for ads in WhatsApp status.</summary>
    public string? CtwaClid { get; set; }

    /// <summary>The greeting of the ad.</summary>
    public InboundWelcome? WelcomeMessage { get; set; }
}

/// <summary>The greeting of an ad.</summary>
public sealed record InboundWelcome : GraphObject
{
    /// <summary>Text of the greeting.</summary>
    public string? Text { get; set; }
}
