namespace Patchbay.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddConnections(this IServiceCollection services) => services.AddSingleton<ConnectionStore>();
}
