using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// Groups of routes in the dialect of the integrations surface; a channel maps routes of its own into them.
/// </summary>
internal static class IntegrationRoutes
{
    /// <summary>Routes that only show: for admins and supervisors.</summary>
    public static RouteGroupBuilder MapIntegrationReads(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireScope(Scopes.IntegrationsRead).RequireRole(Roles.Admin, Roles.Supervisor);

    /// <summary>Routes that change something or call Meta: for admins.</summary>
    public static RouteGroupBuilder MapIntegrationWrites(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireScope(Scopes.IntegrationsWrite).RequireRole(Roles.Admin);
}
