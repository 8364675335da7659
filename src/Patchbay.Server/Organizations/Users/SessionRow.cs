namespace Patchbay.Server.Organizations.Users;

/// <summary>A log-in that is valid now.</summary>
public sealed class SessionRow
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public string? IpAddress { get; init; }
    public string? UserAgent { get; init; }
}

/// <summary>A session with its user.</summary>
public sealed record LiveSession(SessionRow Session, UserRow User);
