using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>An invitation to connect one number.</summary>
public sealed class LinkRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }

    /// <summary>As stored: pending or completed. <see cref="StatusAt"/> adds expired.</summary>
    public required string Status { get; init; }

    public string? ExternalId { get; init; }
    public string? Metadata { get; init; }
    public string? RedirectUrl { get; init; }
    public string? WebhookUrl { get; init; }
    public byte[]? WebhookSecret { get; init; }

    /// <summary>JSON list of event names.</summary>
    public string? WebhookEvents { get; init; }

    public string? AccentColor { get; init; }
    public string? Locale { get; init; }

    /// <summary>JSON list; null allows both.</summary>
    public string? AllowedConnectionTypes { get; init; }

    public required int AttemptCount { get; init; }
    public Guid? PhoneId { get; init; }
    public Guid? WabaId { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);

    public string StatusAt(DateTimeOffset now) =>
        Status == LinkStatus.Pending && ExpiresAt <= now ? LinkStatus.Expired : Status;
}

public static class LinkStatus
{
    public const string Pending = "pending",
        Completed = "completed",
        Expired = "expired";

    public static readonly string[] All = [Pending, Completed, Expired];
}
