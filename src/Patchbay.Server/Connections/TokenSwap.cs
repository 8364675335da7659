namespace Patchbay.Server.Connections;

/// <summary>New credentials of a connection, sealed, with what is known about them.</summary>
public sealed record TokenSwap
{
    public byte[]? AccessToken { get; init; }
    public byte[]? ApiSecret { get; init; }
    public string? LastFour { get; init; }
    public string? Source { get; init; }
    public string? Kind { get; init; }
    public string? UserId { get; init; }
    public byte[]? Hash { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RefreshDueAt { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public string? PaymentCapabilities { get; init; }
    public string? AgenticCapabilities { get; init; }
    public DateTimeOffset? RotatedAt { get; init; }
    public DateTimeOffset? RefreshedAt { get; init; }
}
