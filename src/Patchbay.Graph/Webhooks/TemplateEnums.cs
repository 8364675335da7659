using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>Why a template was refused or stopped.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateReason>))]
public readonly record struct TemplateReason(string Value) : IOpenEnum<TemplateReason>
{
    /// <summary>No reason.</summary>
    public static TemplateReason None => new("NONE");

    /// <summary>It offends.</summary>
    public static TemplateReason AbusiveContent => new("ABUSIVE_CONTENT");

    /// <summary>Its category cannot be used.</summary>
    public static TemplateReason CategoryNotAvailable => new("CATEGORY_NOT_AVAILABLE");

    /// <summary>It belongs in another category.</summary>
    public static TemplateReason IncorrectCategory => new("INCORRECT_CATEGORY");

    /// <summary>Its form is wrong.</summary>
    public static TemplateReason InvalidFormat => new("INVALID_FORMAT");

    /// <summary>It advertises.</summary>
    public static TemplateReason Promotional => new("PROMOTIONAL");

    /// <summary>It deceives.</summary>
    public static TemplateReason Scam => new("SCAM");

    /// <summary>Its language or category does not fit its text.</summary>
    public static TemplateReason TagContentMismatch => new("TAG_CONTENT_MISMATCH");

    /// <inheritdoc/>
    public static TemplateReason Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateReason other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What happened to a template that readers disliked.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplatePause>))]
public readonly record struct TemplatePause(string Value) : IOpenEnum<TemplatePause>
{
    /// <summary>Paused for the first time, 3 hours.</summary>
    public static TemplatePause FirstPause => new("FIRST_PAUSE");

    /// <summary>Paused for the second time, 6 hours.</summary>
    public static TemplatePause SecondPause => new("SECOND_PAUSE");

    /// <summary>Paused by its pacing.</summary>
    public static TemplatePause RateLimitingPause => new("RATE_LIMITING_PAUSE");

    /// <summary>It may be sent again.</summary>
    public static TemplatePause Unpause => new("UNPAUSE");

    /// <summary>Disabled for good.</summary>
    public static TemplatePause Disabled => new("DISABLED");

    /// <inheritdoc/>
    public static TemplatePause Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplatePause other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
