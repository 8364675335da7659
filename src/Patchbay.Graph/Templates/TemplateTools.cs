using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

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
