using System.Text.Json.Serialization;

namespace Patchbay.Graph.Messages;

/// <summary>A template with its values. Made by <see cref="TemplateMessage"/>.</summary>
public sealed record TemplateContent
{
    /// <summary>Its name.</summary>
    [JsonInclude]
    public string? Name { get; internal init; }

    /// <summary>Its language.</summary>
    [JsonInclude]
    public TemplateLanguage? Language { get; internal init; }

    /// <summary>The parts that have values.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateComponent>? Components { get; internal init; }
}

/// <summary>The language of a template; there is no fallback to another.</summary>
public sealed record TemplateLanguage
{
    /// <summary>Such as <c>en_US</c>.</summary>
    [JsonInclude]
    public string? Code { get; internal init; }

    /// <summary>Always <c>deterministic</c>.</summary>
    [JsonInclude]
    public string? Policy { get; internal init; }
}

/// <summary>A part of a template with its values.</summary>
public sealed record TemplateComponent
{
    /// <summary>Which part.</summary>
    [JsonInclude]
    public TemplateComponentType? Type { get; internal init; }

    /// <summary>Kind of the button.</summary>
    [JsonInclude]
    public TemplateButtonType? SubType { get; internal init; }

    /// <summary>Position of the button, from 0.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    [JsonInclude]
    public string? Index { get; internal init; }

    /// <summary>The values in order.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateParameter>? Parameters { get; internal init; }

    /// <summary>Cards of a carousel.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateCard>? Cards { get; internal init; }
}

/// <summary>A part of a template.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateComponentType>))]
public readonly record struct TemplateComponentType(string Value) : IOpenEnum<TemplateComponentType>
{
    /// <summary>The header.</summary>
    public static TemplateComponentType Header => new("header");

    /// <summary>The body.</summary>
    public static TemplateComponentType Body => new("body");

    /// <summary>A button.</summary>
    public static TemplateComponentType Button => new("button");

    /// <summary>The cards.</summary>
    public static TemplateComponentType Carousel => new("carousel");

    /// <summary>The end of an offer.</summary>
    public static TemplateComponentType LimitedTimeOffer => new("limited_time_offer");

    /// <summary>News of an order.</summary>
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

/// <summary>A kind of button.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateButtonType>))]
public readonly record struct TemplateButtonType(string Value) : IOpenEnum<TemplateButtonType>
{
    /// <summary>Sends a reply back.</summary>
    public static TemplateButtonType QuickReply => new("quick_reply");

    /// <summary>Opens an address, or carries a one-time code.</summary>
    public static TemplateButtonType Url => new("url");

    /// <summary>Copies a code.</summary>
    public static TemplateButtonType CopyCode => new("copy_code");

    /// <summary>Opens a flow.</summary>
    public static TemplateButtonType Flow => new("flow");

    /// <summary>Opens the catalog.</summary>
    public static TemplateButtonType Catalog => new("catalog");

    /// <summary>Opens several products.</summary>
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
    /// <summary>Position, from 0.</summary>
    [JsonInclude]
    public int? CardIndex { get; internal init; }

    /// <summary>The parts that have values.</summary>
    [JsonInclude]
    public IReadOnlyList<TemplateComponent>? Components { get; internal init; }
}
