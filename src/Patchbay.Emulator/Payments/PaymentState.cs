using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Payments;

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

/// <summary>A payment initiated at Iniciador.</summary>
internal sealed class InitiatedPayment : Node
{
    public required string ClientId { get; set; }
    public long Amount { get; set; }
    public string? ExternalId { get; set; }
    public string Status { get; set; } = "CONSENT_AWAITING_AUTHORIZATION";
    public string? ParticipantId { get; set; }
    public required string EndToEndId { get; set; }
}
