using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.ChannelKinds;

/// <summary>Route groups with the rules of the integrations surface, to which a channel adds its own routes.</summary>
internal static class IntegrationRoutes
{
    /// <summary>Routes that only read, for admins and supervisors.</summary>
    public static RouteGroupBuilder MapIntegrationReads(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireScope(Scopes.IntegrationsRead).RequireRole(Roles.Admin, Roles.Supervisor);

    /// <summary>Routes that change something or call Meta, for admins.</summary>
    public static RouteGroupBuilder MapIntegrationWrites(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireScope(Scopes.IntegrationsWrite).RequireRole(Roles.Admin);
}
