using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

internal static class CoexistenceSetup
{
    public static void AddCoexistence(this IServiceCollection services)
    {
        services.AddSingleton<CoexistenceProjection>();
        services.AddSingleton<AppSyncs>();
        services.AddSingleton<AppSyncAlarms>();
        services.AddSingleton<AppSyncRequests>();
        services.AddSingleton<HistoryProgress>();
        services.AddSingleton<Offboarding>();
        services.AddSingleton<AppContactStore>();
        services.AddSingleton<ContactProjection>();
        services.AddPruning<AppContactStore>("removed contacts", store => store.PruneAsync);
        services.AddHostedService<AppSyncWorker>();
    }
}
