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
    }

    public static void MapIntegrations(this IEndpointRouteBuilder routes)
    {
        routes.MapChannelIntegrations();
        routes.MapIntegrationAccounts();
    }
}
