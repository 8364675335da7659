using Microsoft.Extensions.Options;

namespace Patchbay.Server.Platform.Limits;

internal static class LimitsSetup
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section);
        services.AddOptions<ServerOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, TrustedProxiesCheck>();
        services.AddSingleton<IStartupFilter, TrustedProxies>();
        services.AddSingleton<Limiter>();
        services.AddSingleton<KeyLimits>();
        services.AddSingleton<HookLimits>();
        services.AddSingleton<RouteLimits>();
    }

    /// <summary>Applies the limits of routes that need no look-up. Call it before authentication.</summary>
    public static void UseLimitsBySource(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RouteLimits>();
        app.Use(limits.BeforeAuthenticationAsync);
    }

    /// <summary>Applies the limits by organization. Call it after authorization.</summary>
    public static void UseLimitsByOrganization(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RouteLimits>();
        app.Use(limits.AfterAuthorizationAsync);
    }
}
