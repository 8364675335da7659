using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Surfaces.Onboarding;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
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
)
{
    /// <summary>
    /// Where the browser goes after an error or when the person gives up; null for the redirect address.
    /// </summary>
    public string? FailureUrl { get; init; }

    /// <summary>Where the browser goes when the link is expired, replaced or used.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Signs the parameters of the three addresses; null for a generated secret.</summary>
    public string? RedirectSecret { get; init; }

    /// <summary>Whether the link ends the pending links with the same <see cref="ExternalId"/>.</summary>
    public bool? ReplacesEarlier { get; init; }

    [JsonIgnore]
    internal bool HasAddress => (RedirectUrl ?? FailureUrl ?? RefreshUrl) is not null;
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LinkTheme(string? AccentColor);

/// <summary>
/// A link. Until it is completed, <c>webhookUrl</c> is the address that the caller gave; then it is the address where
/// Meta sends the number's events.
/// </summary>
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
    public string? FailureUrl { get; init; }

    [JsonPropertyOrder(4)]
    public string? RefreshUrl { get; init; }

    /// <summary>The link that ended this one.</summary>
    [JsonPropertyOrder(4)]
    public Guid? ReplacedBy { get; init; }

    [JsonPropertyOrder(4)]
    public DateTimeOffset? OpenedAt { get; init; }

    [JsonPropertyOrder(4)]
    public AttemptAnswer? LastAttempt { get; init; }

    /// <summary>The outgoing webhook that a completed link made, or shares with an earlier link.</summary>
    [JsonPropertyOrder(4)]
    public Guid? OutgoingWebhookId { get; init; }

    /// <summary>True: that webhook was there before, and signs with another secret than this link's.</summary>
    [JsonPropertyOrder(4)]
    public bool IsWebhookSecretIgnored { get; init; }

    /// <summary>The members that the row itself holds.</summary>
    public static LinkAnswer From(LinkRow row, PublicAddress address, DateTimeOffset now) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Status = row.StatusAt(now),
            ExternalId = row.ExternalId,
            Metadata = JsonLists.Raw(row.Metadata),
            RedirectUrl = row.RedirectUrl,
            HostedUrl = $"{address.Base}/signup/{row.Id}",
            PhoneNumberId = row.PhoneId,
            WabaId = row.WabaId,
            WebhookUrl = row.PhoneId is { } id ? Addresses.PhoneWebhook(address, id) : row.WebhookUrl,
            OutgoingWebhookId = row.EndpointId,
            IsWebhookSecretIgnored = row.IsWebhookSecretIgnored,
            CreatedAt = row.CreatedAt,
            CompletedAt = row.CompletedAt,
            ExpiresAt = row.ExpiresAt,
            OpenedAt = row.OpenedAt,
            FailureUrl = row.FailureUrl,
            RefreshUrl = row.RefreshUrl,
            ReplacedBy = row.ReplacedBy,
        };
}

/// <summary>The answer to the request that created the link. Only this answer shows the link's secrets.</summary>
public sealed record CreatedLinkAnswer : LinkAnswer
{
    // Without this attribute the serializer would treat the other constructor's parameter as a member.
    public CreatedLinkAnswer() { }

    [SetsRequiredMembers]
    internal CreatedLinkAnswer(LinkAnswer link)
        : base(link) { }

    [JsonPropertyOrder(2)]
    public string? WebhookSecret { get; init; }

    [JsonPropertyOrder(2)]
    public string[]? WebhookEvents { get; init; }

    /// <summary>Null when the link has no address to sign for.</summary>
    [JsonPropertyOrder(5)]
    public string? RedirectSecret { get; init; }
}

/// <summary>The newest attempt on the hosted page, step by step.</summary>
public sealed record AttemptAnswer(
    DateTimeOffset At,
    string Step,
    string Outcome,
    string? ErrorCode,
    IReadOnlyList<StepAnswer> Steps
)
{
    /// <summary>What to do about a number that the run could not register; null when there is nothing to do.</summary>
    public string? NextAction { get; init; }

    /// <summary>Until when Meta takes no registration of the number.</summary>
    public DateTimeOffset? WaitUntil { get; init; }
}

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
