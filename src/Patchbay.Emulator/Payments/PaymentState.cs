using System.Text.Json.Serialization;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Payments;

/// <summary>An account at a payment provider that a test created with chosen rights.</summary>
internal sealed class Merchant : Node
{
    /// <summary>abacatepay or iniciador.</summary>
    public required string Provider { get; set; }
    public required string Name { get; set; }

    /// <summary>The API key at AbacatePay, the client id at Iniciador.</summary>
    public required string Credential { get; set; }

    /// <summary>The client secret; AbacatePay has none.</summary>
    public string? Secret { get; set; }

    /// <summary>What the key may do at AbacatePay, such as STORE:READ.</summary>
    public List<string> Permissions { get; set; } = [];

    /// <summary>Whether Iniciador offers this client any bank.</summary>
    public bool HasParticipants { get; set; } = true;

    /// <summary>
    /// Where Iniciador posts changes of payments. The provider sets the address by hand, because its API cannot.
    /// </summary>
    public string? WebhookUrl { get; set; }

    /// <summary>The status that answers every call instead: 401 revoked, 429 too many calls, 503 down.</summary>
    public int? AnswersWith { get; set; }
}

/// <summary>A Pix charge at AbacatePay.</summary>
internal sealed class PixCharge : Node
{
    public required string Key { get; set; }
    public long Amount { get; set; }
    public string? Description { get; set; }
    public string? ExternalId { get; set; }
    public string Status { get; set; } = "PENDING";
    public string Method { get; set; } = "PIX";

    /// <summary>Milliseconds.</summary>
    public long ExpiresAt { get; set; }
    public long UpdatedAt { get; set; }
}

/// <summary>A merchant's webhook at AbacatePay.</summary>
internal sealed class ProviderWebhook : Node
{
    public required string Key { get; set; }
    public required string Name { get; set; }
    public required string Endpoint { get; set; }
    public required string Secret { get; set; }
    public List<string> Events { get; set; } = [];
}

/// <summary>An access token of Iniciador. Its id is its text.</summary>
internal sealed class ProviderToken : Node
{
    public required string ClientId { get; set; }

    /// <summary>The only payment that a token of the hosted page may read.</summary>
    public string? PaymentId { get; set; }

    /// <summary>Milliseconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long ExpiresAt { get; set; }
}

/// <summary>A payment initiated at Iniciador.</summary>
internal sealed class InitiatedPayment : Node
{
    public required string ClientId { get; set; }
    public long Amount { get; set; }
    public string? ExternalId { get; set; }
    public string Status { get; set; } = "CONSENT_AWAITING_AUTHORIZATION";
    public string? ParticipantId { get; set; }
    public required string EndToEndId { get; set; }
    public long UpdatedAt { get; set; }
}
