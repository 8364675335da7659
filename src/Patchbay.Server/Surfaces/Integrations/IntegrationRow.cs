namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>An organization's settings for a whole channel.</summary>
public sealed record IntegrationRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Channel { get; init; }
    public bool IsActive { get; init; }

    /// <summary>JSON object of the settings that are not secrets.</summary>
    public required string Config { get; init; }

    /// <summary>The sealed JSON object of the secrets.</summary>
    public byte[]? Secrets { get; init; }

    public Guid? DivisionId { get; init; }

    /// <summary>
    /// Increases with every change; a write based on an older version changes nothing. 0 means not stored yet.
    /// </summary>
    public long RowVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public string ETag => $"\"{RowVersion}\"";
}
