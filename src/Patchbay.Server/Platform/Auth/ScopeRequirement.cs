using Microsoft.AspNetCore.Authorization;

namespace Patchbay.Server.Platform.Auth;

/// <summary>Metadata of a route: the caller must have this scope.</summary>
internal sealed class ScopeRequirement(string scope)
    : AuthorizationHandler<ScopeRequirement>,
        IAuthorizationRequirement,
        IAuthorizeData,
        IAuthorizationRequirementData
{
    public const string ClaimType = "scope";

    public string Scope => scope;

    public string? Policy { get; set; }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.User.HasClaim(ClaimType, requirement.Scope))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal static class ScopeRouteExtensions
{
    /// <summary>Only callers with <paramref name="scope"/> reach this route.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder route, string scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ScopeRequirement(scope));
}
