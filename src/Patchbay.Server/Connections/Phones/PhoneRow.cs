using Patchbay.Server.Platform;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A WhatsApp business number.</summary>
public sealed class PhoneRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required Guid WabaId { get; init; }
    public required string ConnectionId { get; init; }
    public Guid? OnboardingLinkId { get; init; }
    public required string MetaPhoneNumberId { get; init; }

    /// <summary>The number in E.164 with a plus.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>The number as Meta writes it, with spaces.</summary>
    public required string DisplayPhoneNumber { get; init; }

    public string? VerifiedName { get; init; }
    public string? Status { get; init; }
    public string? NameStatus { get; init; }
    public string? QualityRating { get; init; }
    public string? MessagingLimitTier { get; init; }
    public string? Throughput { get; init; }
    public required bool IsRegistered { get; init; }
    public required bool IsCoexistence { get; init; }

    /// <summary>When Meta last onboarded the number, as far as known.</summary>
    public DateTimeOffset? OnboardedAt { get; init; }

    /// <summary>The PIN of the two-step verification that the number is registered under, sealed.</summary>
    public byte[]? Pin { get; init; }

    /// <summary>Whether the PIN is the number's PIN: Meta accepted it, or its owner sent it.</summary>
    public bool PinIsKnown { get; init; }

    /// <summary>When we registered the number; null when it was live already, or was deregistered.</summary>
    public DateTimeOffset? RegisteredHereAt { get; init; }

    public string? ExternalId { get; init; }
    public string? Metadata { get; init; }

    /// <summary>JSON of the newest live check.</summary>
    public string? Health { get; init; }

    public DateTimeOffset? HealthCheckedAt { get; init; }

    /// <summary>When <c>phone_number.connected</c> was published for its connection.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DisconnectedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}
