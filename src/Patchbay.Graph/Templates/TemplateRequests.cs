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
