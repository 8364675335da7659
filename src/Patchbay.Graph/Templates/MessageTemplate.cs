using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Templates;

/// <summary>A message template. Which members are there depends on the fields asked for.</summary>
public sealed record MessageTemplate : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its language, such as <c>pt_BR</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Where it stands.</summary>
    public TemplateStatus? Status { get; init; }

    /// <summary>What it is for.</summary>
    public TemplateCategory? Category { get; init; }

    /// <summary>ORDER_DETAILS, ORDER_STATUS or RICH_ORDER_STATUS.</summary>
    public string? SubCategory { get; init; }

    /// <summary>Whether its variables are numbered or named.</summary>
    public ParameterFormat? ParameterFormat { get; init; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<TemplatePart>? Components { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? RejectedReason { get; init; }

    /// <summary>More on why.</summary>
    public JsonElement? RejectionInfo { get; init; }

    /// <summary>How readers take it.</summary>
    public TemplateQuality? QualityScore { get; init; }

    /// <summary>What it was for before Meta changed it.</summary>
    public TemplateCategory? PreviousCategory { get; init; }

    /// <summary>What it will be for, when a change is announced.</summary>
    public TemplateCategory? CorrectCategory { get; init; }

    /// <summary>Seconds for which delivery is tried; -1 for 30 days.</summary>
    public long? MessageSendTtlSeconds { get; init; }

    /// <summary>The library template it was made from.</summary>
    public string? LibraryTemplateName { get; init; }

    /// <summary>Whether link tracking is off.</summary>
    public bool? CtaUrlLinkTrackingOptedOut { get; init; }

    /// <summary>What Meta may vary.</summary>
    public JsonElement? DegreesOfFreedomSpec { get; init; }

    /// <summary>Whether only the main device gets it.</summary>
    public bool? IsPrimaryDeviceDeliveryOnly { get; init; }

    /// <summary>Whether sending works, and what stands in the way.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>ORDER_DETAILS, for those.</summary>
    public string? DisplayFormat { get; init; }
}

/// <summary>How readers take a template.</summary>
public sealed record TemplateQuality : GraphObject
{
    /// <summary>GREEN, YELLOW, RED or UNKNOWN.</summary>
    public string? Score { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long? Date { get; init; }

    /// <summary>What drove it.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }
}

/// <summary>Where a template stands.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateStatus>))]
public readonly record struct TemplateStatus(string Value) : IOpenEnum<TemplateStatus>
{
    /// <summary>Under review, for up to 24 hours.</summary>
    public static TemplateStatus Pending => new("PENDING");

    /// <summary>Usable.</summary>
    public static TemplateStatus Approved => new("APPROVED");

    /// <summary>Refused.</summary>
    public static TemplateStatus Rejected => new("REJECTED");

    /// <summary>Stopped for poor quality, first for 3 then for 6 hours.</summary>
    public static TemplateStatus Paused => new("PAUSED");

    /// <summary>Stopped for good.</summary>
    public static TemplateStatus Disabled => new("DISABLED");

    /// <summary>The refusal is being looked at again.</summary>
    public static TemplateStatus InAppeal => new("IN_APPEAL");

    /// <summary>To be deleted when what was sent has arrived.</summary>
    public static TemplateStatus PendingDeletion => new("PENDING_DELETION");

    /// <summary>Deleted.</summary>
    public static TemplateStatus Deleted => new("DELETED");

    /// <summary>Too many templates.</summary>
    public static TemplateStatus LimitExceeded => new("LIMIT_EXCEEDED");

    /// <summary>Unused for long.</summary>
    public static TemplateStatus Archived => new("ARCHIVED");

    /// <summary>Quality is low.</summary>
    public static TemplateStatus Flagged => new("FLAGGED");

    /// <summary>Cannot be changed for now.</summary>
    public static TemplateStatus Locked => new("LOCKED");

    /// <summary>Usable again.</summary>
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

/// <summary>What a template is for; decides its price and rules.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateCategory>))]
public readonly record struct TemplateCategory(string Value) : IOpenEnum<TemplateCategory>
{
    /// <summary>Promotion, and all that is not of the others.</summary>
    public static TemplateCategory Marketing => new("MARKETING");

    /// <summary>News of something the user asked for.</summary>
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

/// <summary>How variables are written.</summary>
[JsonConverter(typeof(OpenEnumConverter<ParameterFormat>))]
public readonly record struct ParameterFormat(string Value) : IOpenEnum<ParameterFormat>
{
    /// <summary><c>{{1}}</c></summary>
    public static ParameterFormat Positional => new("POSITIONAL");

    /// <summary><c>{{first_name}}</c></summary>
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
