using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Lifecycle;

internal static class LifecycleSetup
{
    public static void AddLifecycle(this IServiceCollection services)
    {
        services.AddSingleton<AccountAdoption>();
        services.AddSingleton<ConnectionNews>();
        services.AddSingleton<ConnectionTraces>();
        services.AddSingleton<RefreshOutcomes>();
        services.AddSingleton<TokenRotation>();
        services.AddSingleton<RegistrationCompletion>();
        services.AddSingleton<Disconnection>();
        services.AddSingleton<Withdrawals>();
        services.AddSingleton<DataDeletion>();
        services.AddSingleton<MetaCallbacks>();
        services.AddSingleton<DataDeletionStore>();
        services.AddPruning<DataDeletionStore>("data deletions", store => store.PruneAsync);
        services.AddWorkSignal<CheckSignal>();
        services.AddSingleton<ConnectionChecker>();
        services.AddSingleton<ExpiryWarnings>();
        services.AddSingleton<TokenRefresher>();
        services.AddHostedService<CheckWorker>();
        services.AddHostedService<RefreshWorker>();
        services.AddHostedService<RefusedTokenWorker>();
    }
}
