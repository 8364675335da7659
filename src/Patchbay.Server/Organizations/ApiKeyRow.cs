using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Organizations;

public sealed class ApiKeyRow
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required string Name { get; init; }
    public required string LookupId { get; init; }
    public required byte[] SecretHash { get; init; }
    public required string LastFour { get; init; }

    /// <summary>The scopes, separated by spaces.</summary>
    public required string Scopes { get; init; }

    public required string Role { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The key that replaced this one by a rotation; this one ends with the overlap.</summary>
    public Guid? ReplacedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string[] ScopeList => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public Tenant Tenant => new(OrganizationId, Environment);

    public Caller ToCaller() =>
        new(Id, Tenant, ScopeList.ToHashSet(StringComparer.Ordinal), Role) { Until = ExpiresAt };
}
