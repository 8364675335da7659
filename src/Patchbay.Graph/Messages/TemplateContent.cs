using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A template with its values.</summary>
/// <remarks><see cref="TemplateMessage"/> creates it.</remarks>
public sealed record TemplateContent
{
    /// <summary>Name of the template.</summary>
    [JsonInclude]
    public string? Name { get; internal init; }

    /// <summary>Language of the template.</summary>
    [JsonInclude]
    public TemplateLanguage? Language { get; internal init; }

    /// <summary>Components of the template that have values.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateComponent>? Components { get; internal init; }
}

/// <summary>The language of a template.</summary>
/// <remarks>WhatsApp does not fall back to another language.</remarks>
public sealed record TemplateLanguage
{
    /// <summary>Language code, such as <c>en_US</c>.</summary>
    [JsonInclude]
    public string? Code { get; internal init; }

    /// <summary>Always <c>deterministic</c>.</summary>
    [JsonInclude]
    public string? Policy { get; internal init; }
}

/// <summary>A component of a template, with its values.</summary>
public sealed record TemplateComponent
{
    /// <summary>Type of the component.</summary>
    [JsonInclude]
    public TemplateComponentType? Type { get; internal init; }

    /// <summary>Kind of button.</summary>
    [JsonInclude]
    public TemplateButtonType? SubType { get; internal init; }

    /// <summary>Position of the button, from 0.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    [JsonInclude]
    public string? Index { get; internal init; }

    /// <summary>The values, in order.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateParameter>? Parameters { get; internal init; }

    /// <summary>Cards of a carousel.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateCard>? Cards { get; internal init; }
}

/// <summary>A type of template component.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateComponentType>))]
public readonly record struct TemplateComponentType(string Value) : IOpenEnum<TemplateComponentType>
{
    /// <summary>The header.</summary>
    public static TemplateComponentType Header => new("header");

    /// <summary>The body.</summary>
    public static TemplateComponentType Body => new("body");

    /// <summary>A button.</summary>
    public static TemplateComponentType Button => new("button");

    /// <summary>The cards of a carousel.</summary>
    public static TemplateComponentType Carousel => new("carousel");

    /// <summary>The end of a limited-time offer.</summary>
    public static TemplateComponentType LimitedTimeOffer => new("limited_time_offer");

    /// <summary>The status of an order.</summary>
    public static TemplateComponentType OrderStatus => new("order_status");

    /// <inheritdoc/>
    public static TemplateComponentType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateComponentType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A kind of template button.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateButtonType>))]
public readonly record struct TemplateButtonType(string Value) : IOpenEnum<TemplateButtonType>
{
    /// <summary>Sends a quick reply.</summary>
    public static TemplateButtonType QuickReply => new("quick_reply");

    /// <summary>Opens a URL, or carries a one-time code.</summary>
    public static TemplateButtonType Url => new("url");

    /// <summary>Copies a code.</summary>
    public static TemplateButtonType CopyCode => new("copy_code");

    /// <summary>Opens a flow.</summary>
    public static TemplateButtonType Flow => new("flow");

    /// <summary>Opens the catalog.</summary>
    public static TemplateButtonType Catalog => new("catalog");

    /// <summary>Opens a list of products.</summary>
    public static TemplateButtonType Mpm => new("mpm");

    /// <summary>Calls the business.</summary>
    public static TemplateButtonType VoiceCall => new("voice_call");

    /// <summary>Opens an order to pay.</summary>
    public static TemplateButtonType OrderDetails => new("order_details");

    /// <inheritdoc/>
    public static TemplateButtonType Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateButtonType other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A card of a carousel.</summary>
public sealed record TemplateCard
{
    /// <summary>Position of the card, from 0.</summary>
    [JsonInclude]
    public int? CardIndex { get; internal init; }

    /// <summary>Components of the card that have values.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateComponent>? Components { get; internal init; }
}
