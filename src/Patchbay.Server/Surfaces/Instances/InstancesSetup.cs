using Patchbay.Server.Surfaces.Instances.Hook;

namespace Patchbay.Server.Surfaces.Instances;

internal static class InstancesSetup
{
    public static void AddInstances(this IServiceCollection services)
    {
        services.AddSingleton<LoginStore>();
        services.AddSingleton<InstanceLookup>();
        services.AddSingleton<ChannelViews>();
        services.AddSingleton<ChannelBinding>();
        services.AddSingleton<WhatsAppChannel>();
        services.AddSingleton<WhatsAppLogin>();
        services.AddSingleton<LoginPage>();
        services.AddSingleton<HookKeys>();
        services.AddSingleton<HookSecrets>();
        services.AddSingleton<HookTries>();
        services.AddSingleton<HookSigner>();
        services.AddSingleton<SharedHook>();
    }
}
