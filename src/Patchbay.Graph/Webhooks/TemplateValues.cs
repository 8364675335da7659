using System.Text.Json;
using System.Text.Json.Serialization;

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
    /// <summary>The new state: APPROVED, REJECTED, PAUSED and so on.</summary>
    public string? Event { get; set; }

    /// <summary>Why, or NONE.</summary>
    public string? Reason { get; set; }

    /// <summary>What it is for.</summary>
    public string? MessageTemplateCategory { get; set; }

    /// <summary>When it is disabled.</summary>
    public JsonElement? DisableInfo { get; set; }

    /// <summary>More on pauses.</summary>
    public TemplateOtherInfo? OtherInfo { get; set; }

    /// <summary>More on a refusal.</summary>
    public TemplateRejection? RejectionInfo { get; set; }
}

/// <summary>More on a pause.</summary>
public sealed record TemplateOtherInfo : GraphObject
{
    /// <summary>FIRST_PAUSE, SECOND_PAUSE, RATE_LIMITING_PAUSE, UNPAUSE or DISABLED.</summary>
    public string? Title { get; set; }

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
    public string? PreviousQualityScore { get; set; }

    /// <summary>Quality now: GREEN, YELLOW, RED or UNKNOWN.</summary>
    public string? NewQualityScore { get; set; }
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
    public string? PreviousCategory { get; set; }

    /// <summary>Now; in announcements the one that is still in force.</summary>
    public string? NewCategory { get; set; }

    /// <summary>What it will be.</summary>
    public string? CorrectCategory { get; set; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? CategoryUpdateTimestamp { get; set; }
}

/// <summary>Field phone_number_name_update. After approval the number must be registered again.</summary>
public sealed record PhoneNameValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>APPROVED, DEFERRED, PENDING or REJECTED.</summary>
    public string? Decision { get; set; }

    /// <summary>The name.</summary>
    public string? RequestedVerifiedName { get; set; }

    /// <summary>Why not.</summary>
    public string? RejectionReason { get; set; }
}

/// <summary>Field phone_number_quality_update.</summary>
public sealed record PhoneQualityValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>ONBOARDING, THROUGHPUT_UPGRADE and older ones.</summary>
    public string? Event { get; set; }

    /// <summary>Limit before; no longer sent.</summary>
    public string? OldLimit { get; set; }

    /// <summary>Limit now; no longer sent.</summary>
    public string? CurrentLimit { get; set; }

    /// <summary>Unique users per day.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MaxDailyConversationsPerBusiness { get; set; }
}

/// <summary>Field security.</summary>
public sealed record SecurityValue : ChangeValue
{
    /// <summary>The number, digits only.</summary>
    public string? DisplayPhoneNumber { get; set; }

    /// <summary>PIN_CHANGED, PIN_RESET_REQUEST or PIN_REQUEST_SUCCESS.</summary>
    public string? Event { get; set; }

    /// <summary>Who did it.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Requester { get; set; }
}

/// <summary>Fields comments and live_comments of Instagram.</summary>
public sealed record CommentValue : ChangeValue
{
    /// <summary>The comment.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Its text.</summary>
    public string? Text { get; set; }

    /// <summary>Its author.</summary>
    public CommentAuthor? From { get; set; }

    /// <summary>What it is on.</summary>
    public CommentMedia? Media { get; set; }

    /// <summary>The comment it answers.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? ParentId { get; set; }
}

/// <summary>An author.</summary>
public sealed record CommentAuthor : GraphObject
{
    /// <summary>Their id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>Their name.</summary>
    public string? Username { get; set; }
}

/// <summary>What a comment is on.</summary>
public sealed record CommentMedia : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    /// <summary>FEED, REELS, AD and so on.</summary>
    public string? MediaProductType { get; set; }
}
