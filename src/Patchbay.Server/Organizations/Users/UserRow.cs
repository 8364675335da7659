using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Organizations.Users;

/// <summary>A person who logs in with e-mail and password. Like a key, a user belongs to one environment.</summary>
public sealed record UserRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }

    /// <summary>The e-mail address in lower case; unique within an environment of this installation.</summary>
    public required string Email { get; init; }

    public string? Name { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    public required string PasswordHash { get; init; }
    public long RowVersion { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? LastLoginAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);

    // The role alone decides what a user may do; these are the scopes of all routes that users can reach.
    private static readonly HashSet<string> UserScopes = new(
        [Scopes.IntegrationsRead, Scopes.IntegrationsWrite, Scopes.UsersAdmin],
        StringComparer.Ordinal
    );

    public Caller ToCaller() => new(Id, Tenant, UserScopes, Role) { IsUser = true };
}
