using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A card of a carousel.</summary>
public sealed record CarouselCard
{
    /// <summary>Position of the card, from 0.</summary>
    [JsonInclude]
    public int? CardIndex { get; internal init; }

    /// <summary><c>cta_url</c> or <c>product</c>; absent on cards with quick replies.</summary>
    [JsonInclude]
    public string? Type { get; internal init; }

    /// <summary>Image or video.</summary>
    /// <remarks>All cards have the same kind.</remarks>
    [JsonInclude]
    public InteractiveHeader? Header { get; internal init; }

    /// <summary>Text of the card, at most 160 characters and two line breaks.</summary>
    [JsonInclude]
    public InteractiveText? Body { get; internal init; }

    /// <summary>Buttons or product of the card.</summary>
    [JsonInclude]
    public InteractiveAction? Action { get; internal init; }
}
