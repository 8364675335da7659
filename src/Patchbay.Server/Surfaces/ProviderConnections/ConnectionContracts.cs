using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.ProviderConnections;

/// <summary>A connection in answers, with the members in the documented order. It contains no credentials.</summary>
public sealed record ConnectionAnswer
{
    public required string Id { get; init; }
    public string Object => "provider_connection";
    public required string Provider { get; init; }
    public required string Channel { get; init; }
    public required string Status { get; init; }
    public required string DisplayName { get; init; }
    public required string Environment { get; init; }
    public string? WabaId { get; init; }
    public string? PhoneNumberId { get; init; }
    public string? IgBusinessAccountId { get; init; }
    public string? PageId { get; init; }
    public string? ProviderAccountId { get; init; }
    public PaymentReceiver? PaymentReceiver { get; init; }
    public PaymentCapabilities? PaymentCapabilities { get; init; }
    public AgenticCapabilities? AgenticCapabilities { get; init; }
    public string? DefaultParticipantId { get; init; }
    public string? AgentId { get; init; }
    public string? AgenticApiBaseUrl { get; init; }
    public required bool WebhookSecretConfigured { get; init; }
    public string? CredentialLastFour { get; init; }
    public string? TokenSource { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public DateTimeOffset? TokenRefreshedAt { get; init; }
    public DateTimeOffset? TokenRotatedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DisconnectedAt { get; init; }

    // Members in addition to the documented ones:
    public string? DisplayPhoneNumber { get; init; }
    public string? StatusReason { get; init; }

    /// <summary>What to do about the reason; null when there is nothing to do.</summary>
    public string? NextAction { get; init; }

    /// <summary>Until when Meta takes no registration of the number; null when nothing has to be waited for.</summary>
    public DateTimeOffset? WaitUntil { get; init; }
    public string? SuspensionReason { get; init; }
    public string? QualityRating { get; init; }
    public string? MessagingLimitTier { get; init; }

    /// <summary>
    /// The address to enter at the payment provider for webhooks; null for Meta, where the server sets the address.
    /// </summary>
    public string? WebhookUrl { get; init; }

    public required bool Active { get; init; }
    public required IReadOnlyList<string> Restrictions { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What stays at Meta, with advice; only in the answer to a disconnection.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LeftAtMeta>? LeftAtMeta { get; init; }
}

public sealed record ConnectionList(IReadOnlyList<ConnectionAnswer> Data, bool HasMore, string? NextCursor)
{
    [JsonPropertyOrder(-1)]
    public string Object => "list";
}

/// <summary>A request to make or replace a connection with a token that the caller already has.</summary>
public sealed record RegisterMetaRequest(
    string? Channel,
    string? DisplayName,
    string? WabaId,
    string? PhoneNumberId,
    string? IgBusinessAccountId,
    string? PageId,
    string? AccessToken,
    string? TokenSource,
    DateTimeOffset? TokenExpiresAt
)
{
    internal TokenConnection ToConnection(Tenant tenant) =>
        new(tenant, new Secret(AccessToken ?? ""))
        {
            DisplayName = ShownText.CleanIfGiven(DisplayName),
            TokenSource = TokenSource ?? TokenSources.Manual,
            TokenExpiresAt = TokenExpiresAt,
            WabaId = WabaId,
            PhoneNumberId = PhoneNumberId,
            IgBusinessAccountId = IgBusinessAccountId,
            PageId = PageId,
        };
}

/// <summary>The result of Meta's sign-up window on the caller's own page.</summary>
public sealed record ExchangeCodeRequest(
    string? Code,
    string? WabaId,
    string? PhoneNumberId,
    string? DisplayName,
    string? BusinessId
)
{
    internal SignupCode ToCode() =>
        new(Code ?? "", WabaId ?? "", PhoneNumberId)
        {
            DisplayName = ShownText.CleanIfGiven(DisplayName),
            BusinessId = BusinessId,
        };
}

public sealed record RotateRequest(string? AccessToken, string? TokenSource, DateTimeOffset? TokenExpiresAt)
{
    internal NewCredential ToCredential() => new(new Secret(AccessToken ?? ""), TokenSource, TokenExpiresAt);
}

/// <summary><c>pin</c> is the number's two-step verification PIN, six digits, if its owner set one.</summary>
public sealed record CompleteRegistrationRequest(string? Pin)
{
    internal Secret? PinSecret => Pin is { } pin ? new Secret(pin) : null;
}

/// <summary>Members that are left out stay unchanged.</summary>
public sealed record UpdateConnectionRequest(bool? Active, string? DisplayName, string? WebhookSecret);

public sealed record MetaOnboardingAnswer
{
    public string Object => "meta_onboarding_config";
    public string Mode => "embedded_signup";
    public required string AppId { get; init; }
    public required string ConfigId { get; init; }
    public required string GraphApiVersion { get; init; }
    public required string SdkUrl { get; init; }
    public required IReadOnlyList<string> AllowedMessageOrigins { get; init; }
    public string MessageType => "WA_EMBEDDED_SIGNUP";
    public required LoginOptions LoginOptions { get; init; }
    public string CompletionEndpoint => "/v1/provider-connections/meta/oauth";
    public string ManualCredentialsEndpoint => "/v1/provider-connections/meta";
}

/// <summary>The options for <c>FB.login</c>.</summary>
public sealed record LoginOptions(string ConfigId, System.Text.Json.JsonElement Extras)
{
    [JsonPropertyOrder(1)]
    public string ResponseType => "code";

    [JsonPropertyOrder(1)]
    public bool OverrideDefaultResponseType => true;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(ReadinessAnswer))]
[JsonSerializable(typeof(MetaOnboardingAnswer))]
[JsonSerializable(typeof(RegisterMetaRequest))]
[JsonSerializable(typeof(ExchangeCodeRequest))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(CompleteRegistrationRequest))]
[JsonSerializable(typeof(UpdateConnectionRequest))]
[JsonSerializable(typeof(ConnectAbacatePayRequest))]
[JsonSerializable(typeof(ConnectIniciadorRequest))]
[JsonSerializable(typeof(PaymentReceiver))]
[JsonSerializable(typeof(PaymentCapabilities))]
[JsonSerializable(typeof(AgenticCapabilities))]
[JsonSerializable(typeof(IReadOnlyList<HealthCheck>))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
