using Patchbay.Server.Platform;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>A contact that the WhatsApp Business app of a number knows or knew.</summary>
public sealed record AppContactRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required Guid PhoneId { get; init; }

    /// <summary>The digits of the contact's number, or the user id when there is no number.</summary>
    public required string Contact { get; init; }

    /// <summary>E.164 with a plus.</summary>
    public string? ContactPhone { get; init; }
    public string? UserId { get; init; }
    public string? FullName { get; init; }
    public string? FirstName { get; init; }
    public string? Username { get; init; }

    /// <summary>JSON object of Meta's other members.</summary>
    public string? Extra { get; init; }

    /// <summary>When the contact was changed in the app. An older change never replaces a newer one.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}
