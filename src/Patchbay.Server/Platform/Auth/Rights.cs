using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Auth;

/// <summary>What a key or a user may do, and until when. A caller gives away at most its own rights.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Scopes">The scopes that the role allows and that were given.</param>
/// <param name="Until">When the rights end; null for never.</param>
public sealed record Rights(string Role, IReadOnlySet<string> Scopes, DateTimeOffset? Until)
{
    /// <summary>The rights of a user with this role.</summary>
    public static Rights OfUser(string role, DateTimeOffset? until) =>
        new(role, Roles.ScopesOf(role).Intersect(Auth.Scopes.OfUsers).ToHashSet(StringComparer.Ordinal), until);

    /// <summary>Whether these rights last as long as others.</summary>
    public bool LastAsLongAs(DateTimeOffset? until) => Until is null || until <= Until;

    /// <summary>Whether these rights include the role and the scopes of others.</summary>
    public bool Include(Rights other) => Roles.Covers(Role, other.Role) && other.Scopes.IsSubsetOf(Scopes);

    /// <summary>
    /// Returns why a caller with these rights cannot give or take over other rights; null when it can.
    /// </summary>
    public Problem? RefusalOf(Rights other) =>
        Include(other)
            ? LastAsLongAs(other.Until)
                ? null
                : new(403, Codes.InsufficientLifetime, "The caller's rights end before the rights that this gives.")
            : Roles.Covers(Role, other.Role)
                ? new(403, Codes.InsufficientScope, "The caller lacks a scope of the rights that this gives.")
                : new(403, Codes.InsufficientRole, $"This needs the role {other.Role}, which the caller lacks.");
}
