using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A card of a carousel.</summary>
public sealed record CarouselCard
{
    /// <summary>Position, from 0.</summary>
    [JsonInclude]
    public int? CardIndex { get; internal init; }

    /// <summary><c>cta_url</c> or <c>product</c>; absent on cards with quick replies.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Image or video; the same kind on each card.</summary>
    [JsonInclude]
    public InteractiveHeader? Header { get; internal init; }

    /// <summary>At most 160 characters and two line breaks.</summary>
    [JsonInclude]
    public InteractiveText? Body { get; internal init; }

    /// <summary>The buttons or the product.</summary>
    [JsonInclude]
    public InteractiveAction? Action { get; internal init; }
}
