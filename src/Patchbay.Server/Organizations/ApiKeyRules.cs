using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

/// <summary>A key to create; all members are valid.</summary>
public sealed record NewApiKey(string Name, IReadOnlyList<string> Scopes, string Role, DateTimeOffset? ExpiresAt);

/// <summary>
/// The rules for making keys. A key has at most the scopes, the role and the lifetime of its maker; what a request
/// leaves out is the maker's own.
/// </summary>
internal static class ApiKeyRules
{
    private const int DefaultOverlap = 24 * 60 * 60,
        MaxOverlap = 7 * DefaultOverlap;

    /// <summary>Returns the key that a request asks for, or the request's first fault.</summary>
    public static Outcome<NewApiKey> Read(CreateApiKeyRequest request, Caller caller, DateTimeOffset now)
    {
        if (!ShownText.Required("name", request.Name).TryGet(out var name, out var noName))
            return noName;
        if (!ScopesOf(request, caller).TryGet(out var scopes, out var noScopes))
            return noScopes;
        var role = request.Role ?? caller.Role;
        if (!Roles.All.Contains(role))
            return Problem.Invalid("role", $"'role' must be one of: {string.Join(", ", Roles.All)}.");
        if (!Roles.Covers(caller.Role, role))
            return Problem.Invalid("role", "A key cannot be given a role above the role of its maker.");
        var expiresAt = request.ExpiresAt ?? caller.Until;
        if (expiresAt <= now)
            return Problem.Invalid("expiresAt", "'expiresAt' must be in the future.");
        if (!caller.Rights.LastAsLongAs(expiresAt))
            return Problem.Invalid("expiresAt", "A key cannot last longer than its maker.");
        return new NewApiKey(name, scopes, role, expiresAt);
    }

    /// <summary>Returns how long the old secret stays valid beside the new one.</summary>
    public static Outcome<TimeSpan> Overlap(RotateApiKeyRequest request) =>
        request.OverlapSeconds is null or (>= 0 and <= MaxOverlap)
            ? TimeSpan.FromSeconds(request.OverlapSeconds ?? DefaultOverlap)
            : Problem.Invalid("overlapSeconds", $"'overlapSeconds' must be 0 to {MaxOverlap}.");

    private static Outcome<string[]> ScopesOf(CreateApiKeyRequest request, Caller caller)
    {
        if (request.Scopes is { Length: 0 } || request.Scopes?.Except(Scopes.All).Any() == true)
        {
            return Problem.Invalid(
                "scopes",
                $"'scopes' must be a non-empty list out of: {string.Join(", ", Scopes.All)}."
            );
        }
        if (request.Scopes?.All(caller.Granted.Contains) == false)
            return Problem.Invalid("scopes", "A key cannot be given a scope that the calling key lacks.");
        var scopes = request.Scopes ?? [.. Scopes.Default.Where(caller.Granted.Contains)];
        return scopes.Length > 0
            ? scopes.Distinct(StringComparer.Ordinal).ToArray()
            : Problem.Invalid("scopes", "'scopes' is required: the calling key has none of the default scopes.");
    }
}
