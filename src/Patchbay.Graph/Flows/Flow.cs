using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Flows;

/// <summary>A form inside WhatsApp. Which members are there depends on the fields asked for.</summary>
public sealed record Flow : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands.</summary>
    public FlowStatus? Status { get; init; }

    /// <summary>What it is for.</summary>
    public IReadOnlyList<FlowCategory>? Categories { get; init; }

    /// <summary>What is wrong with its JSON.</summary>
    public IReadOnlyList<FlowFault>? ValidationErrors { get; init; }

    /// <summary>Version of its JSON.</summary>
    public string? JsonVersion { get; init; }

    /// <summary>Version of the data exchange.</summary>
    public string? DataApiVersion { get; init; }

    /// <summary>Address of its endpoint, by the older name.</summary>
    public string? DataChannelUri { get; init; }

    /// <summary>Address of its endpoint.</summary>
    public string? EndpointUri { get; init; }

    /// <summary>A page to try it.</summary>
    public FlowPreview? Preview { get; init; }

    /// <summary>The account.</summary>
    public FlowAccount? WhatsappBusinessAccount { get; init; }

    /// <summary>The app connected to its endpoint.</summary>
    public FlowApp? Application { get; init; }

    /// <summary>Whether sending works, and what stands in the way.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>A figure of its endpoint, when asked for.</summary>
    public FlowMetric? Metric { get; init; }

    /// <summary>When it was made, ISO 8601.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>When it last changed, ISO 8601.</summary>
    public string? UpdatedAt { get; init; }
}

/// <summary>Where a flow stands.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowStatus>))]
public readonly record struct FlowStatus(string Value) : IOpenEnum<FlowStatus>
{
    /// <summary>Being made.</summary>
    public static FlowStatus Draft => new("DRAFT");

    /// <summary>In use; can no longer be changed.</summary>
    public static FlowStatus Published => new("PUBLISHED");

    /// <summary>No longer sent.</summary>
    public static FlowStatus Deprecated => new("DEPRECATED");

    /// <summary>Blocked for a failing endpoint.</summary>
    public static FlowStatus Blocked => new("BLOCKED");

    /// <summary>Limited to ten messages an hour for a failing endpoint.</summary>
    public static FlowStatus Throttled => new("THROTTLED");

    /// <inheritdoc/>
    public static FlowStatus Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(FlowStatus other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>What a flow is for.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowCategory>))]
public readonly record struct FlowCategory(string Value) : IOpenEnum<FlowCategory>
{
    /// <summary>Signing up.</summary>
    public static FlowCategory SignUp => new("SIGN_UP");

    /// <summary>Signing in.</summary>
    public static FlowCategory SignIn => new("SIGN_IN");

    /// <summary>Appointments.</summary>
    public static FlowCategory AppointmentBooking => new("APPOINTMENT_BOOKING");

    /// <summary>Winning customers.</summary>
    public static FlowCategory LeadGeneration => new("LEAD_GENERATION");

    /// <summary>Shopping.</summary>
    public static FlowCategory Shopping => new("SHOPPING");

    /// <summary>Getting in touch.</summary>
    public static FlowCategory ContactUs => new("CONTACT_US");

    /// <summary>Help.</summary>
    public static FlowCategory CustomerSupport => new("CUSTOMER_SUPPORT");

    /// <summary>Questions.</summary>
    public static FlowCategory Survey => new("SURVEY");

    /// <summary>Other.</summary>
    public static FlowCategory Other => new("OTHER");

    /// <inheritdoc/>
    public static FlowCategory Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(FlowCategory other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>A page to try a flow.</summary>
public sealed record FlowPreview : GraphObject
{
    /// <summary>Its address.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>Until when, ISO 8601.</summary>
    public string? ExpiresAt { get; init; }
}

/// <summary>The account of a flow.</summary>
public sealed record FlowAccount : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of business.</summary>
    public string? BusinessType { get; init; }

    /// <summary>Namespace of its templates.</summary>
    public string? MessageTemplateNamespace { get; init; }

    /// <summary>Meta's number of the time zone.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TimezoneId { get; init; }

    /// <summary>Three letters.</summary>
    public string? Currency { get; init; }
}

/// <summary>An app.</summary>
public sealed record FlowApp : GraphObject
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its page.</summary>
    public string? Link { get; init; }
}

/// <summary>A figure of a flow's endpoint over time.</summary>
public sealed record FlowMetric : GraphObject
{
    /// <summary>Which.</summary>
    public string? Name { get; init; }

    /// <summary>Length of a step: DAY, HOUR or LIFETIME.</summary>
    public string? Granularity { get; init; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<FlowMetricPoint>? DataPoints { get; init; }
}

/// <summary>A step.</summary>
public sealed record FlowMetricPoint : GraphObject
{
    /// <summary>Its start.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Its values.</summary>
    public IReadOnlyList<FlowMetricValue>? Data { get; init; }
}

/// <summary>A value.</summary>
public sealed record FlowMetricValue : GraphObject
{
    /// <summary>Which.</summary>
    public string? Key { get; init; }

    /// <summary>How much.</summary>
    public double? Value { get; init; }
}

/// <summary>Something wrong in a flow's JSON.</summary>
public sealed record FlowFault : GraphObject
{
    /// <summary>A name.</summary>
    public string? Error { get; init; }

    /// <summary>What kind.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Meta's words.</summary>
    public string? Message { get; init; }

    /// <summary>First line.</summary>
    public int? LineStart { get; init; }

    /// <summary>Last line.</summary>
    public int? LineEnd { get; init; }

    /// <summary>First column.</summary>
    public int? ColumnStart { get; init; }

    /// <summary>Last column.</summary>
    public int? ColumnEnd { get; init; }

    /// <summary>Where, as paths.</summary>
    public JsonElement? Pointers { get; init; }
}
