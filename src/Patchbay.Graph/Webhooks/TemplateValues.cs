using System.Text.Json.Serialization;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Graph.Templates;

namespace Patchbay.Graph.Webhooks;

/// <summary>The base of values about a template.</summary>
public abstract record TemplateValueBase : ChangeValue
{
    /// <summary>Id of the template.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MessageTemplateId { get; set; }

    /// <summary>Name of the template.</summary>
    public string? MessageTemplateName { get; set; }

    /// <summary>Language of the template, with a hyphen where the API has an underscore.</summary>
    public string? MessageTemplateLanguage { get; set; }
}

/// <summary>Value of the field message_template_status_update.</summary>
public sealed record TemplateStatusValue : TemplateValueBase
{
    /// <summary>The new status.</summary>
    public TemplateStatus? Event { get; set; }

    /// <summary>The reason, or NONE.</summary>
    public TemplateReason? Reason { get; set; }

    /// <summary>Category of the template.</summary>
    public TemplateCategory? MessageTemplateCategory { get; set; }

    /// <summary>When the template is disabled.</summary>
    public TemplateDisableInfo? DisableInfo { get; set; }

    /// <summary>Details of a pause.</summary>
    public TemplateOtherInfo? OtherInfo { get; set; }

    /// <summary>Details of a rejection.</summary>
    public TemplateRejection? RejectionInfo { get; set; }
}

/// <summary>When a template is disabled.</summary>
public sealed record TemplateDisableInfo : GraphObject
{
    /// <summary>The day, as text or in seconds since 1970.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? DisableDate { get; set; }
}

/// <summary>Details of a pause.</summary>
public sealed record TemplateOtherInfo : GraphObject
{
    /// <summary>The kind of pause.</summary>
    public TemplatePause? Title { get; set; }

    /// <summary>Description of the pause.</summary>
    public string? Description { get; set; }
}

/// <summary>Details of a rejection.</summary>
public sealed record TemplateRejection : GraphObject
{
    /// <summary>The reason.</summary>
    public string? Reason { get; set; }

    /// <summary>What to change.</summary>
    public string? Recommendation { get; set; }
}

/// <summary>Value of the field message_template_quality_update.</summary>
public sealed record TemplateQualityValue : TemplateValueBase
{
    /// <summary>Quality before the change.</summary>
    public QualityRating? PreviousQualityScore { get; set; }

    /// <summary>Quality after the change.</summary>
    public QualityRating? NewQualityScore { get; set; }
}

/// <summary>Value of the field message_template_components_update.</summary>
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

/// <summary>A button of a template.</summary>
public sealed record TemplateButtonValue : GraphObject
{
    /// <summary>Kind of button.</summary>
    public string? MessageTemplateButtonType { get; set; }

    /// <summary>Label of the button.</summary>
    public string? MessageTemplateButtonText { get; set; }

    /// <summary>URL of the button.</summary>
    public string? MessageTemplateButtonUrl { get; set; }

    /// <summary>Phone number of the button.</summary>
    public string? MessageTemplateButtonPhoneNumber { get; set; }
}

/// <summary>Value of the field template_category_update.</summary>
/// <remarks>With a correct category it announces a change; with a previous category it reports one.</remarks>
public sealed record TemplateCategoryValue : TemplateValueBase
{
    /// <summary>Category before the change.</summary>
    public TemplateCategory? PreviousCategory { get; set; }

    /// <summary>Category after the change; in an announcement, the current category.</summary>
    public TemplateCategory? NewCategory { get; set; }

    /// <summary>The announced category.</summary>
    public TemplateCategory? CorrectCategory { get; set; }

    /// <summary>When the category changes, in seconds since 1970.</summary>
    public long? CategoryUpdateTimestamp { get; set; }
}
