using Patchbay.Server.Platform.Work;
using Patchbay.Server.Surfaces.Integrations.ConnectPage;
using Patchbay.Server.Surfaces.Integrations.Receivers;

namespace Patchbay.Server.Surfaces.Integrations.Login;

internal static class LoginSetup
{
    public static void AddLogins(this IServiceCollection services)
    {
        services.AddSingleton<AccountHooks>();
        services.AddSingleton<ConnectSessionStore>();
        services.AddPruning<ConnectSessionStore>("invitations to connect", store => store.PruneAsync);
        services.AddSingleton<ConnectLinks>();
        services.AddSingleton<ConnectFlow>();
        services.AddSingleton<ConnectRendering>();
        services.AddSingleton<ConnectPageEndpoints>();
    }
}
