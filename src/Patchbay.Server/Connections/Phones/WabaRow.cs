namespace Patchbay.Server.Connections.Phones;

/// <summary>A WhatsApp business account, with what its owner shared during sign-up.</summary>
public sealed class WabaRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string MetaWabaId { get; init; }
    public string? Name { get; init; }
    public string? Currency { get; init; }
    public string? TimezoneId { get; init; }
    public string? BusinessId { get; init; }
    public string? BusinessName { get; init; }
    public string? MarketingStatus { get; init; }

    /// <summary>How it came to us: <c>embedded_signup</c> or <c>manual</c>.</summary>
    public required string Source { get; init; }

    /// <summary>JSON list of Meta's ids.</summary>
    public required string PageIds { get; init; }

    /// <summary>JSON list of Meta's ids.</summary>
    public required string DatasetIds { get; init; }

    /// <summary>JSON list of Meta's ids.</summary>
    public required string CatalogIds { get; init; }

    /// <summary>JSON list of Meta's ids.</summary>
    public required string InstagramAccountIds { get; init; }
    public string? ExternalId { get; init; }
    public string? Metadata { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
