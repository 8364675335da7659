using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patchbay.Graph.Flows;

/// <summary>A flow: a form inside WhatsApp.</summary>
/// <remarks>Which members are set depends on the requested fields.</remarks>
public sealed record Flow : GraphObject
{
    /// <summary>Id of the flow.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string Id { get; init; }

    /// <summary>Name of the flow.</summary>
    public string? Name { get; init; }

    /// <summary>Status of the flow.</summary>
    public FlowStatus? Status { get; init; }

    /// <summary>Categories of the flow.</summary>
    public IReadOnlyList<FlowCategory>? Categories { get; init; }

    /// <summary>Errors in the flow's JSON.</summary>
    public IReadOnlyList<FlowFault>? ValidationErrors { get; init; }

    /// <summary>Version of the flow's JSON.</summary>
    public string? JsonVersion { get; init; }

    /// <summary>Version of the data exchange API.</summary>
    public string? DataApiVersion { get; init; }

    /// <summary>URL of the flow's endpoint, in the older member.</summary>
    public string? DataChannelUri { get; init; }

    /// <summary>URL of the flow's endpoint.</summary>
    public string? EndpointUri { get; init; }

    /// <summary>A web page to try the flow.</summary>
    public FlowPreview? Preview { get; init; }

    /// <summary>The WhatsApp Business account.</summary>
    public FlowAccount? WhatsappBusinessAccount { get; init; }

    /// <summary>The app connected to the flow's endpoint.</summary>
    public FlowApp? Application { get; init; }

    /// <summary>Whether messages can be sent, and what prevents it.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>A metric of the flow's endpoint, when requested.</summary>
    public FlowMetric? Metric { get; init; }

    /// <summary>When the flow was created, in ISO 8601.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>When the flow last changed, in ISO 8601.</summary>
    public string? UpdatedAt { get; init; }
}

/// <summary>The status of a flow.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowStatus>))]
public readonly record struct FlowStatus(string Value) : IOpenEnum<FlowStatus>
{
    /// <summary>A draft, which can be changed.</summary>
    public static FlowStatus Draft => new("DRAFT");

    /// <summary>Published: it can be sent, and can no longer be changed.</summary>
    public static FlowStatus Published => new("PUBLISHED");

    /// <summary>Deprecated: it can no longer be sent.</summary>
    public static FlowStatus Deprecated => new("DEPRECATED");

    /// <summary>Blocked because its endpoint fails.</summary>
    public static FlowStatus Blocked => new("BLOCKED");

    /// <summary>Limited to ten messages an hour because its endpoint fails.</summary>
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

/// <summary>The purpose of a flow.</summary>
[JsonConverter(typeof(OpenEnumConverter<FlowCategory>))]
public readonly record struct FlowCategory(string Value) : IOpenEnum<FlowCategory>
{
    /// <summary>Signing up.</summary>
    public static FlowCategory SignUp => new("SIGN_UP");

    /// <summary>Signing in.</summary>
    public static FlowCategory SignIn => new("SIGN_IN");

    /// <summary>Booking appointments.</summary>
    public static FlowCategory AppointmentBooking => new("APPOINTMENT_BOOKING");

    /// <summary>Lead generation.</summary>
    public static FlowCategory LeadGeneration => new("LEAD_GENERATION");

    /// <summary>Shopping.</summary>
    public static FlowCategory Shopping => new("SHOPPING");

    /// <summary>Contacting the business.</summary>
    public static FlowCategory ContactUs => new("CONTACT_US");

    /// <summary>Customer support.</summary>
    public static FlowCategory CustomerSupport => new("CUSTOMER_SUPPORT");

    /// <summary>A survey.</summary>
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

/// <summary>A web page to try a flow.</summary>
public sealed record FlowPreview : GraphObject
{
    /// <summary>URL of the page.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>When the page expires, in ISO 8601.</summary>
    public string? ExpiresAt { get; init; }
}

/// <summary>The WhatsApp Business account of a flow.</summary>
public sealed record FlowAccount : GraphObject
{
    /// <summary>Id of the account.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the account.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of business.</summary>
    public string? BusinessType { get; init; }

    /// <summary>Namespace of the account's templates.</summary>
    public string? MessageTemplateNamespace { get; init; }

    /// <summary>Meta's numeric id of the time zone.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TimezoneId { get; init; }

    /// <summary>Currency code, three letters.</summary>
    public string? Currency { get; init; }
}

/// <summary>An app.</summary>
public sealed record FlowApp : GraphObject
{
    /// <summary>Id of the app.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; init; }

    /// <summary>Name of the app.</summary>
    public string? Name { get; init; }

    /// <summary>URL of the app's page.</summary>
    public string? Link { get; init; }
}

/// <summary>A metric of a flow's endpoint over time.</summary>
public sealed record FlowMetric : GraphObject
{
    /// <summary>Name of the metric.</summary>
    public string? Name { get; init; }

    /// <summary>Length of a data point: DAY, HOUR or LIFETIME.</summary>
    public string? Granularity { get; init; }

    /// <summary>The data points.</summary>
    public IReadOnlyList<FlowMetricPoint>? DataPoints { get; init; }
}

/// <summary>A data point of a metric.</summary>
public sealed record FlowMetricPoint : GraphObject
{
    /// <summary>Start of the data point.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Values of the data point.</summary>
    public IReadOnlyList<FlowMetricValue>? Data { get; init; }
}

/// <summary>A value of a data point.</summary>
public sealed record FlowMetricValue : GraphObject
{
    /// <summary>Name of the value.</summary>
    public string? Key { get; init; }

    /// <summary>The value.</summary>
    public double? Value { get; init; }
}

/// <summary>An error in a flow's JSON.</summary>
public sealed record FlowFault : GraphObject
{
    /// <summary>Name of the error.</summary>
    public string? Error { get; init; }

    /// <summary>Kind of error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Meta's error text.</summary>
    public string? Message { get; init; }

    /// <summary>First line of the error.</summary>
    public int? LineStart { get; init; }

    /// <summary>Last line of the error.</summary>
    public int? LineEnd { get; init; }

    /// <summary>First column of the error.</summary>
    public int? ColumnStart { get; init; }

    /// <summary>Last column of the error.</summary>
    public int? ColumnEnd { get; init; }

    /// <summary>Paths to the faulty places in the JSON.</summary>
    public JsonElement? Pointers { get; init; }
}
