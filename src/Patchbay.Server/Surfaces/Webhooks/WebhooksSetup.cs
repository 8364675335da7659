namespace Patchbay.Server.Surfaces.Webhooks;

internal static class WebhooksSetup
{
    public static void AddOutgoingWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<EndpointScope>();
        services.AddSingleton<EndpointWriter>();
        services.AddSingleton<EndpointMembersCheck>();
    }
}
