using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Organizations.Users;

/// <summary>A person who logs in with e-mail and password. Like a key, a user belongs to one environment.</summary>
public sealed record UserRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The e-mail address in lower case; unique within an organization and environment.</summary>
    public required string Email { get; init; }

    public string? Name { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    public required string PasswordHash { get; init; }
    public long RowVersion { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? LastLoginAt { get; init; }

    /// <summary>When the user ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether a log-in needs a code. Read from <c>user_factors</c>.</summary>
    public bool HasSecondFactor { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);

    public Rights Rights => Rights.OfUser(Role, ExpiresAt);

    /// <param name="sessionId">The session of the request.</param>
    public Caller ToCaller(Guid sessionId) =>
        new(Id, Tenant, Scopes.OfUsers, Role)
        {
            IsUser = true,
            Until = ExpiresAt,
            SessionId = sessionId,
        };
}
