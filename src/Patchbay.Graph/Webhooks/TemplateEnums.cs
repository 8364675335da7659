using System.Text.Json.Serialization;

namespace Patchbay.Graph.Webhooks;

/// <summary>The reason why a template was rejected or stopped.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateReason>))]
public readonly record struct TemplateReason(string Value) : IOpenEnum<TemplateReason>
{
    /// <summary>No reason.</summary>
    public static TemplateReason None => new("NONE");

    /// <summary>Its content is abusive.</summary>
    public static TemplateReason AbusiveContent => new("ABUSIVE_CONTENT");

    /// <summary>Its category is not available.</summary>
    public static TemplateReason CategoryNotAvailable => new("CATEGORY_NOT_AVAILABLE");

    /// <summary>It belongs in another category.</summary>
    public static TemplateReason IncorrectCategory => new("INCORRECT_CATEGORY");

    /// <summary>Its format is invalid.</summary>
    public static TemplateReason InvalidFormat => new("INVALID_FORMAT");

    /// <summary>It is promotional.</summary>
    public static TemplateReason Promotional => new("PROMOTIONAL");

    /// <summary>It is a scam.</summary>
    public static TemplateReason Scam => new("SCAM");

    /// <summary>Its language or category does not match its text.</summary>
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

/// <summary>A pause of a template with low quality.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplatePause>))]
public readonly record struct TemplatePause(string Value) : IOpenEnum<TemplatePause>
{
    /// <summary>Paused for the first time, for 3 hours.</summary>
    public static TemplatePause FirstPause => new("FIRST_PAUSE");

    /// <summary>Paused for the second time, for 6 hours.</summary>
    public static TemplatePause SecondPause => new("SECOND_PAUSE");

    /// <summary>Paused by pacing.</summary>
    public static TemplatePause RateLimitingPause => new("RATE_LIMITING_PAUSE");

    /// <summary>It may be sent again.</summary>
    public static TemplatePause Unpause => new("UNPAUSE");

    /// <summary>Disabled permanently.</summary>
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
