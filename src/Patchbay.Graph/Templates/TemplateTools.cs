using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>Narrows a list of library templates.</summary>
public sealed record ListLibrary
{
    /// <summary>Returns only templates whose text contains this text.</summary>
    public string? Search { get; init; }

    /// <summary>Returns only templates of this topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Returns only templates for this use case.</summary>
    public string? Usecase { get; init; }

    /// <summary>Returns only templates for this industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Returns only templates in this language.</summary>
    public string? Language { get; init; }

    /// <summary>Number of items on a page.</summary>
    public int? Limit { get; init; }

    /// <summary>Cursor that returns the page after it.</summary>
    public string? After { get; init; }
}

/// <summary>A template of Meta's library.</summary>
/// <remarks>It can be used without review.</remarks>
public sealed record LibraryTemplate : GraphObject
{
    /// <summary>Id of the template.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the template.</summary>
    public string? Name { get; init; }

    /// <summary>Language of the template.</summary>
    public string? Language { get; init; }

    /// <summary>Category of the template.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>Topic of the template.</summary>
    public string? Topic { get; init; }

    /// <summary>Use case of the template.</summary>
    public string? Usecase { get; init; }

    /// <summary>Industries that the template suits.</summary>
    public IReadOnlyList<string>? Industry { get; init; }

    /// <summary>Header of the template.</summary>
    public string? Header { get; init; }

    /// <summary>Body of the template.</summary>
    public string? Body { get; init; }

    /// <summary>Examples of the variables.</summary>
    public IReadOnlyList<string>? BodyParams { get; init; }

    /// <summary>Kinds of the variables.</summary>
    public IReadOnlyList<string>? BodyParamTypes { get; init; }

    /// <summary>Buttons of the template.</summary>
    public IReadOnlyList<TemplateButtonDefinition>? Buttons { get; init; }
}

/// <summary>Selects the authentication texts to show.</summary>
public sealed record PreviewQuery
{
    /// <summary>Always authentication.</summary>
    public required TemplateCategory Category { get; init; }

    /// <summary>Comma-separated languages.</summary>
    public string? Languages { get; init; }

    /// <summary>Whether the warning not to share the code is included.</summary>
    public bool? AddSecurityRecommendation { get; init; }

    /// <summary>Minutes until the code expires; adds the footer.</summary>
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

/// <summary>Creates or changes an authentication template in several languages.</summary>
public sealed record UpsertTemplates : GraphObject
{
    /// <summary>Name of the template.</summary>
    public required string Name { get; init; }

    /// <summary>The languages.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Always authentication.</summary>
    public required TemplateCategory Category { get; init; }

    /// <summary>Components of the template, without texts and labels.</summary>
    public required IReadOnlyList<TemplatePart> Components { get; init; }

    /// <summary>Seconds for which Meta tries to deliver.</summary>
    public long? MessageSendTtlSeconds { get; init; }
}

/// <summary>Copies approved templates of good quality from another account of the portfolio.</summary>
public sealed record MigrateTemplates : GraphObject
{
    /// <summary>Id of the other account.</summary>
    public required string SourceWabaId { get; init; }

    /// <summary>Index of the set of 500 templates, from 0.</summary>
    public int? PageNumber { get; init; }

    /// <summary>Number of templates, at most 500.</summary>
    public int? Count { get; init; }

    /// <summary>Ids of the templates to copy, at most 500.</summary>
    public IReadOnlyList<string>? TemplateIds { get; init; }
}

/// <summary>The result for each template.</summary>
public sealed record MigratedTemplates : GraphObject
{
    /// <summary>Ids of the copied templates.</summary>
    [JsonPropertyName("migrated_templates")]
    public IReadOnlyList<string>? Migrated { get; init; }

    /// <summary>Templates that were not copied: a map from id to reason.</summary>
    [JsonPropertyName("failed_templates")]
    public JsonElement? Failed { get; init; }
}

/// <summary>Selects the template to compare with, and the period.</summary>
public sealed record CompareQuery
{
    /// <summary>Id of the other template.</summary>
    public required IReadOnlyList<string> TemplateIds { get; init; }

    /// <summary>Start of the period, in seconds since 1970.</summary>
    public required long Start { get; init; }

    /// <summary>End of the period, in seconds since 1970: 7, 30, 60 or 90 days after the start.</summary>
    public required long End { get; init; }
}

/// <summary>One metric of the comparison.</summary>
public sealed record TemplateComparison : GraphObject
{
    /// <summary>Name of the metric: BLOCK_RATE, MESSAGE_SENDS or TOP_BLOCK_REASON.</summary>
    public string? Metric { get; init; }

    /// <summary>Kind of values: RELATIVE, NUMBER_VALUES or STRING_VALUES.</summary>
    public string? Type { get; init; }

    /// <summary>Ids of the templates, in order.</summary>
    public IReadOnlyList<string>? OrderByRelativeMetric { get; init; }

    /// <summary>Values by template id.</summary>
    public JsonElement? NumberValues { get; init; }

    /// <summary>Texts by template id.</summary>
    public JsonElement? StringValues { get; init; }
}

/// <summary>The answer to a request to resume a template.</summary>
public sealed record Unpaused : GraphObject
{
    /// <summary>Whether the template can be sent again.</summary>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Why the template cannot be sent.</summary>
    public string? Reason { get; init; }
}
