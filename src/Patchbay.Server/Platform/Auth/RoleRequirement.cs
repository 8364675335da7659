using Microsoft.AspNetCore.Authorization;

namespace Patchbay.Server.Platform.Auth;

/// <summary>Metadata of a route: the caller must have one of these roles.</summary>
internal sealed class RoleRequirement(params string[] roles)
    : AuthorizationHandler<RoleRequirement>,
        IAuthorizationRequirement,
        IAuthorizeData,
        IAuthorizationRequirementData
{
    public const string ClaimType = "role";

    public IReadOnlyList<string> Allowed => roles;

    public string? Policy { get; set; }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (requirement.Allowed.Any(role => context.User.HasClaim(ClaimType, role)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal static class RoleRouteExtensions
{
    /// <summary>Only callers with one of <paramref name="roles"/> reach this route.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder route, params string[] roles)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RoleRequirement(roles));
}
