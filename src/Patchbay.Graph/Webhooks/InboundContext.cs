using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>The message that is answered.</summary>
public sealed record InboundContext : GraphObject
{
    /// <summary>Who wrote it.</summary>
    public string? From { get; set; }

    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Whether this one was forwarded.</summary>
    public bool? Forwarded { get; set; }

    /// <summary>Whether this one was forwarded more than five times.</summary>
    public bool? FrequentlyForwarded { get; set; }

    /// <summary>The product that is asked about.</summary>
    public ReferredProduct? ReferredProduct { get; set; }
}

/// <summary>A product.</summary>
public sealed record ReferredProduct : GraphObject
{
    /// <summary>Its catalog.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? CatalogId { get; set; }

    /// <summary>Its id with the retailer.</summary>
    public string? ProductRetailerId { get; set; }
}

/// <summary>The advertisement or post that a chat came from.</summary>
public sealed record Referral : GraphObject
{
    /// <summary>Its address.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? SourceId { get; set; }

    /// <summary><c>ad</c> or <c>post</c>.</summary>
    public string? SourceType { get; set; }

    /// <summary>Its headline.</summary>
    public string? Headline { get; set; }

    /// <summary>Its text.</summary>
    public string? Body { get; set; }

    /// <summary><c>image</c> or <c>video</c>.</summary>
    public string? MediaType { get; set; }

    /// <summary>Its image.</summary>
    public string? ImageUrl { get; set; }

    /// <summary>Its video.</summary>
    public string? VideoUrl { get; set; }

    /// <summary>Picture of its video.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>Id of the click; absent for advertisements in status.</summary>
    public string? CtwaClid { get; set; }

    /// <summary>What it greeted with.</summary>
    public InboundWelcome? WelcomeMessage { get; set; }
}

/// <summary>A greeting.</summary>
public sealed record InboundWelcome : GraphObject
{
    /// <summary>Its text.</summary>
    public string? Text { get; set; }
}
