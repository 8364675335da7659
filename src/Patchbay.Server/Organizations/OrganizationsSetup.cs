using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Organizations;

internal static class OrganizationsSetup
{
    public static void AddOrganizations(this IServiceCollection services)
    {
        services.AddSingleton<OrganizationStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<DivisionStore>();
        services.AddSingleton<RedirectOriginStore>();
        services.AddSingleton<RedirectOrigins>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<SessionStore>();
        services.AddPruning<SessionStore>("ended sessions", store => store.PruneAsync);
        services
            .AddOptions<UserSessionOptions>()
            .BindConfiguration(UserSessionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<GuessStore>();
        services.AddPruning<GuessStore>("failed log-ins", store => store.PruneAsync);
        services.AddSingleton<PlaceStore>();
        services.AddPruning<PlaceStore>("places of log-ins", store => store.PruneAsync);
        services.AddSingleton<Guesses>();
        services.AddSingleton<RefusedAttempts>();
        services.AddSingleton<SecondFactorStore>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<OwnFactor>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<SessionEnding>();
        services.AddSingleton<LoginAudit>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<Login>();
        services.AddSingleton<UserCreation>();
    }
}
