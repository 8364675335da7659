using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Surfaces.Instances.Hook;

namespace Patchbay.Server.Surfaces.Instances;

internal static class InstancesSetup
{
    public static void AddInstances(this IServiceCollection services)
    {
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<ChannelStore>();
        services.AddSingleton<LoginStore>();
        services.AddSingleton<VerifyTokens>();
        services.AddSingleton<NumberProof>();
        services.AddSingleton<WhatsAppChannel>();
        services.AddSingleton<WhatsAppLogin>();
        services.AddSingleton<HookKeys>();
        services.AddSingleton<SharedHook>();
    }
}
