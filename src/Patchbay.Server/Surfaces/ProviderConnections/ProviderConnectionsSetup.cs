namespace Patchbay.Server.Surfaces.ProviderConnections;

internal static class ProviderConnectionsSetup
{
    public static void AddProviderConnections(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionAnswers>();
        services.AddSingleton<ConnectionReply>();
        services.AddSingleton<ConnectionUpdate>();
        services.AddSingleton<Readiness>();
    }
}
