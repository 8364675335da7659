using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Templates;

namespace Patchbay.Graph.Webhooks;

/// <summary>A template that something happened to.</summary>
public abstract record TemplateValueBase : ChangeValue
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MessageTemplateId { get; set; }

    /// <summary>Its name.</summary>
    public string? MessageTemplateName { get; set; }

    /// <summary>Its language, with a hyphen here where the API has an underscore.</summary>
    public string? MessageTemplateLanguage { get; set; }
}

/// <summary>Field message_template_status_update.</summary>
public sealed record TemplateStatusValue : TemplateValueBase
{
    /// <summary>The new state.</summary>
    public TemplateStatus? Event { get; set; }

    /// <summary>Why, or NONE.</summary>
    public TemplateReason? Reason { get; set; }

    /// <summary>What it is for.</summary>
    public TemplateCategory? MessageTemplateCategory { get; set; }

    /// <summary>When it is disabled.</summary>
    public TemplateDisableInfo? DisableInfo { get; set; }

    /// <summary>More on pauses.</summary>
    public TemplateOtherInfo? OtherInfo { get; set; }

    /// <summary>More on a refusal.</summary>
    public TemplateRejection? RejectionInfo { get; set; }
}

/// <summary>When a template is disabled.</summary>
public sealed record TemplateDisableInfo : GraphObject
{
    /// <summary>The day, as text or in seconds since 1970.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? DisableDate { get; set; }
}

/// <summary>More on a pause.</summary>
public sealed record TemplateOtherInfo : GraphObject
{
    /// <summary>What happened.</summary>
    public TemplatePause? Title { get; set; }

    /// <summary>In words.</summary>
    public string? Description { get; set; }
}

/// <summary>More on a refusal.</summary>
public sealed record TemplateRejection : GraphObject
{
    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>What helps.</summary>
    public string? Recommendation { get; set; }
}

/// <summary>Field message_template_quality_update.</summary>
public sealed record TemplateQualityValue : TemplateValueBase
{
    /// <summary>Quality before.</summary>
    public QualityRating? PreviousQualityScore { get; set; }

    /// <summary>Quality now.</summary>
    public QualityRating? NewQualityScore { get; set; }
}

/// <summary>Field message_template_components_update.</summary>
public sealed record TemplateComponentsValue : TemplateValueBase
{
    /// <summary>The body.</summary>
    public string? MessageTemplateElement { get; set; }

    /// <summary>The header.</summary>
    public string? MessageTemplateTitle { get; set; }

    /// <summary>The footer.</summary>
    public string? MessageTemplateFooter { get; set; }

    /// <summary>The buttons.</summary>
    public IReadOnlyList<TemplateButtonValue>? MessageTemplateButtons { get; set; }
}

/// <summary>A button.</summary>
public sealed record TemplateButtonValue : GraphObject
{
    /// <summary>Its kind.</summary>
    public string? MessageTemplateButtonType { get; set; }

    /// <summary>Its label.</summary>
    public string? MessageTemplateButtonText { get; set; }

    /// <summary>Its address.</summary>
    public string? MessageTemplateButtonUrl { get; set; }

    /// <summary>Its number.</summary>
    public string? MessageTemplateButtonPhoneNumber { get; set; }
}

/// <summary>Field template_category_update. With a correct category it announces a change; with a previous one it tells of it.</summary>
public sealed record TemplateCategoryValue : TemplateValueBase
{
    /// <summary>Before.</summary>
    public TemplateCategory? PreviousCategory { get; set; }

    /// <summary>Now; in announcements the one that is still in force.</summary>
    public TemplateCategory? NewCategory { get; set; }

    /// <summary>What it will be.</summary>
    public TemplateCategory? CorrectCategory { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? CategoryUpdateTimestamp { get; set; }
}
