using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>A new template; name and language together are unique.</summary>
public sealed record CreateTemplate : GraphObject
{
    /// <summary>Lower-case letters, digits and underscores, at most 512.</summary>
    public required string Name { get; init; }

    /// <summary>Such as <c>pt_BR</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What it is for; Meta may decide otherwise.</summary>
    public required TemplateCategory Category { get; init; }

    /// <summary>Numbered when left out.</summary>
    public ParameterFormat? ParameterFormat { get; init; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<TemplatePart>? Components { get; init; }

    /// <summary>Seconds for which delivery is tried: authentication 30 to 900, utility 30 to 43,200; -1 for 30 days.</summary>
    public long? MessageSendTtlSeconds { get; init; }

    /// <summary>Turns link tracking off.</summary>
    public bool? CtaUrlLinkTrackingOptedOut { get; init; }

    /// <summary>ORDER_DETAILS, ORDER_STATUS or RICH_ORDER_STATUS.</summary>
    public string? SubCategory { get; init; }

    /// <summary>ORDER_DETAILS, for those.</summary>
    public string? DisplayFormat { get; init; }

    /// <summary>A library template to use.</summary>
    public string? LibraryTemplateName { get; init; }

    /// <summary>Its body's choices.</summary>
    public JsonElement? LibraryTemplateBodyInputs { get; init; }

    /// <summary>Its buttons' values.</summary>
    public JsonElement? LibraryTemplateButtonInputs { get; init; }
}

/// <summary>A new template.</summary>
public sealed record CreatedTemplate : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Where it stands; library and authentication templates are approved at once.</summary>
    public TemplateStatus? Status { get; init; }

    /// <summary>What Meta says it is for.</summary>
    public TemplateCategory? Category { get; init; }
}

/// <summary>Changes a template that is approved, rejected or paused. Parts are replaced as a whole.</summary>
public sealed record EditTemplate : GraphObject
{
    /// <summary>Kept for the description's sake; names cannot be changed.</summary>
    public string? Name { get; init; }

    /// <summary>Kept for the description's sake; languages cannot be changed.</summary>
    public string? Language { get; init; }

    /// <summary>What it is for; fixed once approved.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<TemplatePart>? Components { get; init; }

    /// <summary>Seconds for which delivery is tried.</summary>
    public long? MessageSendTtlSeconds { get; init; }

    /// <summary>Turns link tracking off.</summary>
    public bool? CtaUrlLinkTrackingOptedOut { get; init; }

    /// <summary>How variables are written.</summary>
    public ParameterFormat? ParameterFormat { get; init; }
}

/// <summary>The answer to a change.</summary>
public sealed record EditedTemplate : GraphObject
{
    /// <summary>Whether it was stored; an approved template is reviewed again.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What Meta says it is for.</summary>
    public TemplateCategory? Category { get; init; }
}

/// <summary>Narrows a list of templates.</summary>
public sealed record ListTemplates : PageQuery
{
    /// <summary>Names that contain this: there may be several hits.</summary>
    public string? Name { get; init; }

    /// <summary>Name or text contains this.</summary>
    public string? NameOrContent { get; init; }

    /// <summary>Text contains this.</summary>
    public string? Content { get; init; }

    /// <summary>Only in this state.</summary>
    public TemplateStatus? Status { get; init; }

    /// <summary>Only of this category.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>Only in this language.</summary>
    public string? Language { get; init; }

    /// <summary>Only of this quality.</summary>
    public string? QualityScore { get; init; }

    /// <summary>Changed after, in seconds since 1970.</summary>
    public long? Since { get; init; }

    /// <summary>Changed before, in seconds since 1970.</summary>
    public long? Until { get; init; }
}

/// <summary>Which templates to delete.</summary>
public sealed record DeleteTemplates
{
    /// <summary>All languages of this name.</summary>
    public string? Name { get; init; }

    /// <summary>Only this one of the name.</summary>
    public string? HsmId { get; init; }

    /// <summary>These ids, at most 100, without a name.</summary>
    public IReadOnlyList<string>? HsmIds { get; init; }
}

/// <summary>Narrows the library.</summary>
public sealed record ListLibrary
{
    /// <summary>Text contains this.</summary>
    public string? Search { get; init; }

    /// <summary>Only of this topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Only for this use.</summary>
    public string? Usecase { get; init; }

    /// <summary>Only for this trade.</summary>
    public string? Industry { get; init; }

    /// <summary>Only in this language.</summary>
    public string? Language { get; init; }

    /// <summary>Items on a page.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor: the page after this one.</summary>
    public string? After { get; init; }
}

/// <summary>A template of Meta's library, usable without review.</summary>
public sealed record LibraryTemplate : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its language.</summary>
    public string? Language { get; init; }

    /// <summary>What it is for.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>Its topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Its use.</summary>
    public string? Usecase { get; init; }

    /// <summary>The trades it suits.</summary>
    public IReadOnlyList<string>? Industry { get; init; }

    /// <summary>Its header.</summary>
    public string? Header { get; init; }

    /// <summary>Its body.</summary>
    public string? Body { get; init; }

    /// <summary>Examples of its variables.</summary>
    public IReadOnlyList<string>? BodyParams { get; init; }

    /// <summary>Kinds of its variables.</summary>
    public IReadOnlyList<string>? BodyParamTypes { get; init; }

    /// <summary>Its buttons.</summary>
    public IReadOnlyList<TemplateButtonDefinition>? Buttons { get; init; }
}

/// <summary>Which authentication texts to show.</summary>
public sealed record PreviewQuery
{
    /// <summary>Always authentication.</summary>
    public required TemplateCategory Category { get; init; }

    /// <summary>Comma-separated languages.</summary>
    public string? Languages { get; init; }

    /// <summary>With the warning.</summary>
    public bool? AddSecurityRecommendation { get; init; }

    /// <summary>With the footer.</summary>
    public int? CodeExpirationMinutes { get; init; }

    /// <summary><c>OTP</c>.</summary>
    public string? ButtonTypes { get; init; }
}

/// <summary>Meta's text in one language.</summary>
public sealed record TemplatePreview : GraphObject
{
    /// <summary>The body.</summary>
    public string? Body { get; init; }

    /// <summary>The footer.</summary>
    public string? Footer { get; init; }

    /// <summary>The buttons.</summary>
    public IReadOnlyList<TemplateButtonDefinition>? Buttons { get; init; }

    /// <summary>The language.</summary>
    public string? Language { get; init; }
}

/// <summary>Makes or changes an authentication template in several languages.</summary>
public sealed record UpsertTemplates : GraphObject
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The languages.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Always authentication.</summary>
    public required TemplateCategory Category { get; init; }

    /// <summary>What it is made of, without labels.</summary>
    public required IReadOnlyList<TemplatePart> Components { get; init; }

    /// <summary>Seconds for which delivery is tried.</summary>
    public long? MessageSendTtlSeconds { get; init; }
}

/// <summary>Copies approved templates of good quality from another account of the portfolio.</summary>
public sealed record MigrateTemplates : GraphObject
{
    /// <summary>That account.</summary>
    public required string SourceWabaId { get; init; }

    /// <summary>Which set of 500, from 0.</summary>
    public int? PageNumber { get; init; }

    /// <summary>At most 500.</summary>
    public int? Count { get; init; }

    /// <summary>Only these, at most 500.</summary>
    public IReadOnlyList<string>? TemplateIds { get; init; }
}

/// <summary>What became of each template.</summary>
public sealed record MigratedTemplates : GraphObject
{
    /// <summary>Copied.</summary>
    [JsonPropertyName("migrated_templates")]
    public IReadOnlyList<string>? Migrated { get; init; }

    /// <summary>Not copied: a map from id to reason.</summary>
    [JsonPropertyName("failed_templates")]
    public JsonElement? Failed { get; init; }
}

/// <summary>What to compare, over which time.</summary>
public sealed record CompareQuery
{
    /// <summary>The other template.</summary>
    public required IReadOnlyList<string> TemplateIds { get; init; }

    /// <summary>From, in seconds since 1970.</summary>
    public required long Start { get; init; }

    /// <summary>Until, in seconds since 1970; 7, 30, 60 or 90 days later.</summary>
    public required long End { get; init; }
}

/// <summary>One figure of the comparison.</summary>
public sealed record TemplateComparison : GraphObject
{
    /// <summary>BLOCK_RATE, MESSAGE_SENDS or TOP_BLOCK_REASON.</summary>
    public string? Metric { get; init; }

    /// <summary>RELATIVE, NUMBER_VALUES or STRING_VALUES.</summary>
    public string? Type { get; init; }

    /// <summary>Templates in order.</summary>
    public IReadOnlyList<string>? OrderByRelativeMetric { get; init; }

    /// <summary>Values by template.</summary>
    public JsonElement? NumberValues { get; init; }

    /// <summary>Texts by template.</summary>
    public JsonElement? StringValues { get; init; }
}

/// <summary>The answer to a request to unpause.</summary>
public sealed record Unpaused : GraphObject
{
    /// <summary>Whether it is usable again.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Why not.</summary>
    public string? Reason { get; init; }
}
