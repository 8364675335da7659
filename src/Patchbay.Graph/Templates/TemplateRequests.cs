using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>A new template.</summary>
/// <remarks>Name and language together are unique.</remarks>
public sealed record CreateTemplate : GraphObject
{
    /// <summary>Name of the template: lower-case letters, digits and underscores, at most 512.</summary>
    public required string Name { get; init; }

    /// <summary>Language of the template, such as <c>pt_BR</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Category of the template.</summary>
    /// <remarks>Meta may change it.</remarks>
    public required TemplateCategory Category { get; init; }

    /// <summary>Whether variables are numbered or named; numbered when omitted.</summary>
    public ParameterFormat? ParameterFormat { get; init; }

    /// <summary>Components of the template.</summary>
    public IReadOnlyList<TemplatePart>? Components { get; init; }

    /// <summary>
    /// Seconds for which Meta tries to deliver: authentication 30 to 900, utility 30 to 43,200; -1 for 30 days.
    /// </summary>
    public long? MessageSendTtlSeconds { get; init; }

    /// <summary>Whether link tracking is off.</summary>
    public bool? CtaUrlLinkTrackingOptedOut { get; init; }

    /// <summary>Sub-category: ORDER_DETAILS, ORDER_STATUS or RICH_ORDER_STATUS.</summary>
    public string? SubCategory { get; init; }

    /// <summary>ORDER_DETAILS, for templates with an order.</summary>
    public string? DisplayFormat { get; init; }

    /// <summary>Name of the library template to use.</summary>
    public string? LibraryTemplateName { get; init; }

    /// <summary>Choices for the body of the library template.</summary>
    public JsonElement? LibraryTemplateBodyInputs { get; init; }

    /// <summary>Values for the buttons of the library template.</summary>
    public JsonElement? LibraryTemplateButtonInputs { get; init; }
}

/// <summary>The created template.</summary>
public sealed record CreatedTemplate : GraphObject
{
    /// <summary>Id of the template.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Status of the template.</summary>
    /// <remarks>Library and authentication templates are approved at once.</remarks>
    public TemplateStatus? Status { get; init; }

    /// <summary>Category that Meta assigned.</summary>
    public TemplateCategory? Category { get; init; }
}

/// <summary>Changes a template that is approved, rejected or paused.</summary>
/// <remarks>Components are replaced as a whole.</remarks>
public sealed record EditTemplate : GraphObject
{
    /// <summary>Name of the template.</summary>
    /// <remarks>It is part of Meta's description, but names cannot be changed.</remarks>
    public string? Name { get; init; }

    /// <summary>Language of the template.</summary>
    /// <remarks>It is part of Meta's description, but languages cannot be changed.</remarks>
    public string? Language { get; init; }

    /// <summary>Category of the template; fixed once approved.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>Components of the template.</summary>
    public IReadOnlyList<TemplatePart>? Components { get; init; }

    /// <summary>Seconds for which Meta tries to deliver.</summary>
    public long? MessageSendTtlSeconds { get; init; }

    /// <summary>Whether link tracking is off.</summary>
    public bool? CtaUrlLinkTrackingOptedOut { get; init; }

    /// <summary>Whether variables are numbered or named.</summary>
    public ParameterFormat? ParameterFormat { get; init; }
}

/// <summary>The answer to a change of a template.</summary>
public sealed record EditedTemplate : GraphObject
{
    /// <summary>Whether the change was stored.</summary>
    /// <remarks>An approved template is reviewed again.</remarks>
    [JsonConverter(typeof(LooseBooleanConverter))]
    public bool Success { get; init; }

    /// <summary>Id of the template.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the template.</summary>
    public string? Name { get; init; }

    /// <summary>Category that Meta assigned.</summary>
    public TemplateCategory? Category { get; init; }
}

/// <summary>Narrows a list of templates.</summary>
public sealed record ListTemplates : PageQuery
{
    /// <summary>Returns only templates whose name contains this text.</summary>
    public string? Name { get; init; }

    /// <summary>Returns only templates whose name or text contains this text.</summary>
    public string? NameOrContent { get; init; }

    /// <summary>Returns only templates whose text contains this text.</summary>
    public string? Content { get; init; }

    /// <summary>Returns only templates with this status.</summary>
    public TemplateStatus? Status { get; init; }

    /// <summary>Returns only templates of this category.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>Returns only templates in this language.</summary>
    public string? Language { get; init; }

    /// <summary>Returns only templates with this quality.</summary>
    public string? QualityScore { get; init; }

    /// <summary>Returns only templates changed after this time, in seconds since 1970.</summary>
    public long? Since { get; init; }

    /// <summary>Returns only templates changed before this time, in seconds since 1970.</summary>
    public long? Until { get; init; }
}

/// <summary>Selects the templates to delete.</summary>
public sealed record DeleteTemplates
{
    /// <summary>Name of the template.</summary>
    /// <remarks>All languages are deleted.</remarks>
    public string? Name { get; init; }

    /// <summary>Id of the template, to delete only one language of the name.</summary>
    public string? HsmId { get; init; }

    /// <summary>Ids of templates, at most 100, without a name.</summary>
    public IReadOnlyList<string>? HsmIds { get; init; }
}
