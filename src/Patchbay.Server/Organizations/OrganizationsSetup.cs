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
        services.AddSingleton<UserStore>();
        services.AddSingleton<SessionStore>();
        services.AddPruning<SessionStore>("ended sessions", store => store.PruneAsync);
        services.AddSingleton<LoginFailures>();
        services.AddPruning<LoginFailures>("failed log-ins", store => store.PruneAsync);
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<Login>();
        services.AddSingleton<UserCreation>();
    }
}
