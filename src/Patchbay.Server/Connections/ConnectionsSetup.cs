namespace Patchbay.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddProviderConnections(this IServiceCollection services) => services.AddSingleton<ConnectionStore>();
}
