using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Server.Surfaces.Integrations;

internal static class IntegrationsSetup
{
    public static void AddIntegrations(this IServiceCollection services)
    {
        services.AddSingleton<IntegrationStore>();
        services.AddSingleton<IntegrationUpdate>();
        services.AddSingleton<AccountAnswers>();
        services.AddSingleton<AccountCreation>();
        services.AddSingleton<AccountUpdate>();
        services.AddSingleton<AccountRemoval>();
        services.AddSingleton<AccountReply>();
        services.AddSingleton<WhatsAppStatusReader>();
    }

    public static void MapIntegrations(this IEndpointRouteBuilder routes)
    {
        routes.MapChannelIntegrations();
        routes.MapIntegrationAccounts();
        routes.MapWhatsAppIntegration();
    }

    /// <summary>Routes that only show: for admins and supervisors.</summary>
    public static RouteGroupBuilder MapIntegrationReads(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireScope(Scopes.IntegrationsRead).RequireRole(Roles.Admin, Roles.Supervisor);

    /// <summary>Routes that change something or call Meta: for admins.</summary>
    public static RouteGroupBuilder MapIntegrationWrites(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireScope(Scopes.IntegrationsWrite).RequireRole(Roles.Admin);
}
