using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Surfaces.Onboarding;

public sealed record CreateLinkRequest(
    string? Name,
    string? ExternalId,
    JsonElement? Metadata,
    string? RedirectUrl,
    string? WebhookUrl,
    string? WebhookSecret,
    string[]? WebhookEvents,
    int? ExpiresInSeconds,
    LinkTheme? Theme,
    string? Locale,
    string[]? AllowedConnectionTypes
);

public sealed record LinkTheme(string? AccentColor);

/// <summary>A link as it reads. <c>webhookUrl</c> is the caller's until the link is completed, then our inbound address of the number.</summary>
public record LinkAnswer
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public string? ExternalId { get; init; }
    public JsonElement? Metadata { get; init; }
    public string? RedirectUrl { get; init; }
    public required string HostedUrl { get; init; }
    public Guid? PhoneNumberId { get; init; }
    public string? PhoneNumber { get; init; }
    public Guid? WabaId { get; init; }
    public bool? IsPhoneRegistered { get; init; }
    public string? WebhookUrl { get; init; }

    [JsonPropertyOrder(3)]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyOrder(3)]
    public DateTimeOffset? CompletedAt { get; init; }

    [JsonPropertyOrder(4)]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyOrder(4)]
    public DateTimeOffset? OpenedAt { get; init; }

    [JsonPropertyOrder(4)]
    public AttemptAnswer? LastAttempt { get; init; }
}

/// <summary>The answer that made the link: the only one with the webhook's secret.</summary>
public sealed record CreatedLinkAnswer : LinkAnswer
{
    [JsonPropertyOrder(2)]
    public string? WebhookSecret { get; init; }

    [JsonPropertyOrder(2)]
    public string[]? WebhookEvents { get; init; }
}

/// <summary>The newest run through the hosted page, step by step.</summary>
public sealed record AttemptAnswer(
    DateTimeOffset At,
    string Step,
    string Outcome,
    string? ErrorCode,
    IReadOnlyList<StepAnswer> Steps
);

public sealed record StepAnswer(
    string Step,
    string State,
    string? ErrorCode,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateLinkRequest))]
[JsonSerializable(typeof(DataAnswer<LinkAnswer>))]
[JsonSerializable(typeof(DataAnswer<CreatedLinkAnswer>))]
[JsonSerializable(typeof(ListAnswer<LinkAnswer>))]
[JsonSerializable(typeof(CallbackRequest))]
[JsonSerializable(typeof(FunnelRequest))]
[JsonSerializable(typeof(DataAnswer<CallbackAnswer>))]
[JsonSerializable(typeof(SessionHints))]
[JsonSerializable(typeof(LinkEvent))]
internal sealed partial class OnboardingJson : JsonSerializerContext;
