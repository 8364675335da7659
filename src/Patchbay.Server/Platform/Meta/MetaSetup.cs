namespace Patchbay.Server.Platform.Meta;

internal static class MetaSetup
{
    public static void AddMeta(this IServiceCollection services)
    {
        services.AddOptions<MetaOptions>().BindConfiguration(MetaOptions.Section);
        services.AddSingleton<RefusedTokens>();
        services.AddSingleton<MetaApps>();
        services.AddSingleton<AppSubscriptions>();
    }
}
