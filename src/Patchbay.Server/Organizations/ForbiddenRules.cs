using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations;

/// <summary>Says which right a caller lacks for a route.</summary>
internal static class ForbiddenRules
{
    private static readonly Problem UsersOnly = new(
        403,
        Codes.InsufficientRole,
        "This route is for users who logged in; an API key has no session, password or second factor."
    );

    public static Problem Explain(EndpointMetadataCollection? metadata, Caller? caller)
    {
        var needed = metadata?.GetOrderedMetadata<ScopeRequirement>().Select(requirement => requirement.Scope) ?? [];
        var lacking = needed.FirstOrDefault(scope => caller?.Scopes.Contains(scope) != true);
        if (lacking is not null && caller?.Granted.Contains(lacking) != true)
            return new(403, Codes.InsufficientScope, $"This API key lacks the scope '{lacking}'.");
        if (metadata?.GetMetadata<RoleRequirement>()?.Allowed is { } allowed)
            return NeedsRole(allowed);
        return lacking is null ? UsersOnly : NeedsRole(Roles.Allowing(lacking));
    }

    private static Problem NeedsRole(IEnumerable<string> roles) =>
        new(403, Codes.InsufficientRole, $"This route needs the role {string.Join(" or ", roles)}.");
}
