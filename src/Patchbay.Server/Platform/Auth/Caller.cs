namespace Patchbay.Server.Platform.Auth;

/// <summary>The API key or user that calls, its tenant, and its rights. Handlers take it as a parameter.</summary>
/// <param name="Id">The id of the key or user.</param>
/// <param name="Tenant">The tenant whose objects the caller sees.</param>
/// <param name="Granted">The scopes that the caller was given.</param>
/// <param name="Role">One of <see cref="Roles"/>; a scope is of use only when the role allows it.</param>
public sealed record Caller(Guid Id, Tenant Tenant, IReadOnlySet<string> Granted, string Role)
{
    /// <summary>The scopes that count: those that were given and that the role allows.</summary>
    public IReadOnlySet<string> Scopes { get; } =
        Granted.Where(Roles.ScopesOf(Role).Contains).ToHashSet(StringComparer.Ordinal);

    /// <summary>True for a user who logged in; false for a key.</summary>
    public bool IsUser { get; init; }

    /// <summary>When the key or the user ends; null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The session of a user who logged in; null for a key.</summary>
    public Guid? SessionId { get; init; }

    public Rights Rights => new(Role, Scopes, Until);

    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
