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
        AddUsers(services);
        AddGuesses(services);
        AddLogIn(services);
    }

    private static void AddUsers(IServiceCollection services)
    {
        services.AddSingleton<UserStore>();
        services.AddSingleton<SessionStore>();
        services.AddPruning<SessionStore>("ended sessions", store => store.PruneAsync);
        services
            .AddOptions<UserSessionOptions>()
            .BindConfiguration(UserSessionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    private static void AddGuesses(IServiceCollection services)
    {
        services.AddSingleton<GuessStore>();
        services.AddPruning<GuessStore>("failed log-ins", store => store.PruneAsync);
        services.AddSingleton<PlaceStore>();
        services.AddPruning<PlaceStore>("places of log-ins", store => store.PruneAsync);
        services.AddSingleton<Guesses>();
        services.AddSingleton<RefusedAttempts>();
    }

    private static void AddLogIn(IServiceCollection services)
    {
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
