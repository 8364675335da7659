using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Outgoing;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateEndpointRequest(
    string? Url,
    string[]? Events,
    string? Secret,
    bool? IsActive,
    Guid? WabaId,
    Guid? PhoneNumberId,
    string? Description,
    Dictionary<string, string>? Headers,
    string? Format,
    string? Ordering,
    Guid? InstanceId = null,
    int? PayloadVersion = null,
    string[]? Channels = null,
    int? RateLimit = null
);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UpdateEndpointRequest(
    string? Url,
    string[]? Events,
    bool? IsActive,
    string? Description,
    Dictionary<string, string>? Headers,
    string? Format,
    string? Ordering,
    int? PayloadVersion = null
)
{
    /// <summary>An explicit null stands for all channels. Left out: the channels stay.</summary>
    public string[]? Channels
    {
        get;
        set
        {
            field = value;
            HasChannels = true;
        }
    }

    internal bool HasChannels { get; private set; }

    /// <summary>An explicit null removes the limit. Left out: the limit stays.</summary>
    public int? RateLimit
    {
        get;
        set
        {
            field = value;
            HasRateLimit = true;
        }
    }

    internal bool HasRateLimit { get; private set; }
}

/// <summary>The body may be left out; the server then makes a secret.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RotateSecretRequest(string? Secret);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RecoverRequest(DateTimeOffset? Since, DateTimeOffset? Until);

public sealed record RecoverAnswer(int Deliveries);

/// <summary><c>secret</c> is present only when it was just made. Header values are never shown again.</summary>
public sealed record EndpointAnswer
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required string[] Events { get; init; }
    public required bool IsActive { get; init; }
    public required string Format { get; init; }
    public required string Ordering { get; init; }
    public required int PayloadVersion { get; init; }
    public string[]? Channels { get; init; }
    public int? RateLimit { get; init; }
    public string? Description { get; init; }
    public Guid? WabaId { get; init; }
    public Guid? PhoneNumberId { get; init; }
    public Guid? InstanceId { get; init; }
    public required bool HasHeaders { get; init; }
    public string? DisabledReason { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public static EndpointAnswer From(EndpointRow row, string? secret = null) =>
        new()
        {
            Id = row.Id,
            Url = row.Url,
            Events = row.EventList,
            IsActive = row.IsActive,
            Format = row.Format,
            Ordering = row.Ordering,
            PayloadVersion = row.PayloadVersion,
            Channels = row.ChannelList,
            RateLimit = row.RateLimit,
            Description = row.Description,
            WabaId = row.WabaId,
            PhoneNumberId = row.PhoneId,
            InstanceId = row.InstanceId,
            HasHeaders = row.Headers is not null,
            DisabledReason = row.DisabledReason,
            FailingSince = row.FailingSince,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            Secret = secret,
        };
}

public sealed record DeliveryAnswer
{
    public required Guid Id { get; init; }
    public required Guid WebhookId { get; init; }
    public required string EventId { get; init; }
    public required string Event { get; init; }
    public required string State { get; init; }
    public required int AttemptCount { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public int? LastStatusCode { get; init; }
    public string? LastError { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DeliveryAttemptAnswer>? Attempts { get; init; }

    public static DeliveryAnswer From(DeliveryRow row, IReadOnlyList<AttemptRow>? attempts = null) =>
        new()
        {
            Id = row.Id,
            WebhookId = row.EndpointId,
            EventId = $"msg_{row.EventId:N}",
            Event = row.EventName,
            State = row.State,
            AttemptCount = row.AttemptCount,
            NextAttemptAt = row.State == DeliveryState.Pending ? row.NextAt : null,
            LastStatusCode = row.LastStatus,
            LastError = row.LastError,
            CreatedAt = row.CreatedAt,
            FinishedAt = row.FinishedAt,
            Attempts = attempts?.Select(DeliveryAttemptAnswer.From).ToList(),
        };
}

public sealed record DeliveryAttemptAnswer(
    int Number,
    string Trigger,
    DateTimeOffset StartedAt,
    long DurationMs,
    string Outcome,
    int? StatusCode,
    string? Error,
    string? ResponseHead,
    DateTimeOffset? NextAttemptAt
)
{
    public static DeliveryAttemptAnswer From(AttemptRow row) =>
        new(
            row.Number,
            row.Trigger,
            row.StartedAt,
            row.DurationMs,
            row.Outcome,
            row.StatusCode,
            row.Error,
            row.ResponseHead,
            row.NextAt
        );
}

/// <summary>Data of the test event.</summary>
public sealed record TestEvent(Guid WebhookId, string Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateEndpointRequest))]
[JsonSerializable(typeof(UpdateEndpointRequest))]
[JsonSerializable(typeof(RotateSecretRequest))]
[JsonSerializable(typeof(RecoverRequest))]
[JsonSerializable(typeof(DataAnswer<EndpointAnswer>))]
[JsonSerializable(typeof(ListAnswer<EndpointAnswer>))]
[JsonSerializable(typeof(DataAnswer<DeliveryAnswer>))]
[JsonSerializable(typeof(ListAnswer<DeliveryAnswer>))]
[JsonSerializable(typeof(DataAnswer<RecoverAnswer>))]
[JsonSerializable(typeof(EndpointEvent))]
[JsonSerializable(typeof(TestEvent))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class OutgoingJson : JsonSerializerContext;
