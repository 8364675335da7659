using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Payments;

/// <summary>
/// The receiver of payments. Answers show only the last four characters of <c>tax_id</c> and <c>account_number</c>.
/// </summary>
public sealed record PaymentReceiver(
    string? Name,
    string? TaxId,
    string? BankName,
    string? Ispb,
    string? Issuer,
    string? AccountNumber,
    string? AccountType
)
{
    public PaymentReceiver Masked() => this with { TaxId = Mask(TaxId), AccountNumber = Mask(AccountNumber) };

    private static string? Mask(string? text) =>
        text is null ? null
        : text.Length <= 4 ? new string('*', text.Length)
        : new string('*', text.Length - 4) + text[^4..];
}

public sealed record PaymentCapabilities(
    bool HostedPaymentLink,
    bool FixedReceiver,
    bool WebhookHmac,
    bool DynamicReceiver
);

public sealed record AgenticCapabilities(
    bool McpTools,
    bool ReusableAuthorizations,
    bool HostedAuthorization,
    bool HostedPaymentConfirmation,
    bool Polling
);

public sealed record ConnectAbacatePayRequest(
    string? DisplayName,
    string? ApiKey,
    string? WebhookSecret,
    PaymentReceiver? PaymentReceiver
);

/// <summary><c>agent_id</c> and <c>agentic_api_base_url</c> belong to the channel <c>agentic_payments</c>.</summary>
public sealed record ConnectIniciadorRequest(
    string? Channel,
    string? DisplayName,
    string? ClientId,
    string? ClientSecret,
    string? WebhookSecret,
    PaymentReceiver? PaymentReceiver,
    string? DefaultParticipantId,
    string? AgentId,
    string? AgenticApiBaseUrl
);

/// <summary>
/// Serializes payment details in a connection's row, with the member names of the provider connections surface.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(PaymentReceiver))]
[JsonSerializable(typeof(PaymentCapabilities))]
[JsonSerializable(typeof(AgenticCapabilities))]
internal sealed partial class StoredPaymentJson : JsonSerializerContext;
