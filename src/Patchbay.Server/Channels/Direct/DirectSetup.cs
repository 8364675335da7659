namespace Patchbay.Server.Channels.Direct;

/// <summary>The parts that Instagram and Messenger share.</summary>
internal static class DirectSetup
{
    public static void AddDirect(this IServiceCollection services)
    {
        services.AddSingleton<DirectSubscription>();
        services.AddSingleton<DirectProjection>();
        services.AddSingleton<DirectChanges>();
        services.AddSingleton<DirectEvents>();
    }
}
