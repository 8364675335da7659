using Microsoft.AspNetCore.Authorization;

namespace Patchbay.Server.Platform.Auth;

/// <summary>
/// Metadata of a route: the caller must be a user who logged in, because the route is about that user.
/// </summary>
internal sealed class UserRequirement
    : AuthorizationHandler<UserRequirement>,
        IAuthorizationRequirement,
        IAuthorizeData,
        IAuthorizationRequirementData
{
    public const string ClaimType = "user";

    public string? Policy { get; set; }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, UserRequirement requirement)
    {
        if (context.User.HasClaim(claim => claim.Type == ClaimType))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal static class UserRouteExtensions
{
    /// <summary>Only users who logged in reach this route.</summary>
    public static TBuilder RequireUser<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new UserRequirement());
}
