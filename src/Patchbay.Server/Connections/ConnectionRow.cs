namespace Patchbay.Server.Connections;

/// <summary>Credentials for one account at one provider.</summary>
public sealed class ConnectionRow
{
    public required string Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Provider { get; init; }
    public required string Channel { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>Meta's id, as are the four below.</summary>
    public string? WabaId { get; init; }

    public string? PhoneNumberId { get; init; }
    public string? IgBusinessAccountId { get; init; }
    public string? PageId { get; init; }
    public string? ProviderAccountId { get; init; }
    public byte[]? AccessToken { get; init; }
    public string? CredentialLastFour { get; init; }
    public string? TokenSource { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public DateTimeOffset? TokenRefreshedAt { get; init; }
    public DateTimeOffset? TokenRotatedAt { get; init; }
    public required long RowVersion { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DisconnectedAt { get; init; }
}

public static class ConnectionStatus
{
    public const string Pending = "pending", Connected = "connected", Suspended = "suspended", Disconnected = "disconnected";
}
