using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>A message template.</summary>
/// <remarks>Which members are set depends on the requested fields.</remarks>
public sealed record MessageTemplate : GraphObject
{
    /// <summary>Id of the template.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the template.</summary>
    public string? Name { get; init; }

    /// <summary>Language of the template, such as <c>pt_BR</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Status of the template.</summary>
    public TemplateStatus? Status { get; init; }

    /// <summary>Category of the template.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>Sub-category: ORDER_DETAILS, ORDER_STATUS or RICH_ORDER_STATUS.</summary>
    public string? SubCategory { get; init; }

    /// <summary>Whether variables are numbered or named.</summary>
    public ParameterFormat? ParameterFormat { get; init; }

    /// <summary>Components of the template.</summary>
    public IReadOnlyList<TemplatePart>? Components { get; init; }

    /// <summary>Why the template was rejected.</summary>
    public string? RejectedReason { get; init; }

    /// <summary>Further details of the rejection.</summary>
    public JsonElement? RejectionInfo { get; init; }

    /// <summary>Quality rating of the template.</summary>
    public TemplateQuality? QualityScore { get; init; }

    /// <summary>Category before Meta changed it.</summary>
    public TemplateCategory? PreviousCategory { get; init; }

    /// <summary>Future category, when a change is announced.</summary>
    public TemplateCategory? CorrectCategory { get; init; }

    /// <summary>Seconds for which Meta tries to deliver; -1 for 30 days.</summary>
    public long? MessageSendTtlSeconds { get; init; }

    /// <summary>Name of the library template it was created from.</summary>
    public string? LibraryTemplateName { get; init; }

    /// <summary>Whether link tracking is off.</summary>
    public bool? CtaUrlLinkTrackingOptedOut { get; init; }

    /// <summary>What Meta may vary in the template.</summary>
    public JsonElement? DegreesOfFreedomSpec { get; init; }

    /// <summary>Whether only the user's primary device receives the message.</summary>
    public bool? IsPrimaryDeviceDeliveryOnly { get; init; }

    /// <summary>Whether messages can be sent, and what prevents it.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>ORDER_DETAILS, for templates with an order.</summary>
    public string? DisplayFormat { get; init; }
}

/// <summary>The quality rating of a template.</summary>
public sealed record TemplateQuality : GraphObject
{
    /// <summary>Rating: GREEN, YELLOW, RED or UNKNOWN.</summary>
    public string? Score { get; init; }

    /// <summary>When the template was rated, in seconds since 1970.</summary>
    public long? Date { get; init; }

    /// <summary>Reasons of the rating.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }
}

/// <summary>The status of a template.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateStatus>))]
public readonly record struct TemplateStatus(string Value) : IOpenEnum<TemplateStatus>
{
    /// <summary>Under review, for up to 24 hours.</summary>
    public static TemplateStatus Pending => new("PENDING");

    /// <summary>Approved: it can be sent.</summary>
    public static TemplateStatus Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static TemplateStatus Rejected => new("REJECTED");

    /// <summary>Paused for low quality, first for 3 and then for 6 hours.</summary>
    public static TemplateStatus Paused => new("PAUSED");

    /// <summary>Disabled permanently.</summary>
    public static TemplateStatus Disabled => new("DISABLED");

    /// <summary>The rejection is under review again.</summary>
    public static TemplateStatus InAppeal => new("IN_APPEAL");

    /// <summary>Deleted as soon as the sent messages are delivered.</summary>
    public static TemplateStatus PendingDeletion => new("PENDING_DELETION");

    /// <summary>Deleted.</summary>
    public static TemplateStatus Deleted => new("DELETED");

    /// <summary>The account has too many templates.</summary>
    public static TemplateStatus LimitExceeded => new("LIMIT_EXCEEDED");

    /// <summary>Archived because it was not used for a long time.</summary>
    public static TemplateStatus Archived => new("ARCHIVED");

    /// <summary>Its quality is low.</summary>
    public static TemplateStatus Flagged => new("FLAGGED");

    /// <summary>It cannot be changed for now.</summary>
    public static TemplateStatus Locked => new("LOCKED");

    /// <summary>It can be sent again.</summary>
    public static TemplateStatus Reinstated => new("REINSTATED");

    /// <inheritdoc/>
    public static TemplateStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The category of a template.</summary>
/// <remarks>It decides the price and the rules.</remarks>
[JsonConverter(typeof(OpenEnumConverter<TemplateCategory>))]
public readonly record struct TemplateCategory(string Value) : IOpenEnum<TemplateCategory>
{
    /// <summary>Promotions, and everything that fits no other category.</summary>
    public static TemplateCategory Marketing => new("MARKETING");

    /// <summary>Updates about something that the user requested.</summary>
    public static TemplateCategory Utility => new("UTILITY");

    /// <summary>One-time codes.</summary>
    public static TemplateCategory Authentication => new("AUTHENTICATION");

    /// <inheritdoc/>
    public static TemplateCategory Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TemplateCategory other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>How variables of a template are written.</summary>
[JsonConverter(typeof(OpenEnumConverter<ParameterFormat>))]
public readonly record struct ParameterFormat(string Value) : IOpenEnum<ParameterFormat>
{
    /// <summary>Numbered variables, such as <c>{{1}}</c>.</summary>
    public static ParameterFormat Positional => new("POSITIONAL");

    /// <summary>Named variables, such as <c>{{first_name}}</c>.</summary>
    public static ParameterFormat Named => new("NAMED");

    /// <inheritdoc/>
    public static ParameterFormat Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ParameterFormat other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
