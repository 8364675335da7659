using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.Instagram;
using Patchbay.Server.Channels.Messenger;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Lifecycle;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddProviderConnections(this IServiceCollection services)
    {
        services
            .AddOptions<ConnectionOptions>()
            .BindConfiguration(ConnectionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<ConnectionApps>();
        services.AddSingleton<ExchangedCodeStore>();
        services.AddPruning<ExchangedCodeStore>("exchanged codes", store => store.PruneAsync);
        services.AddSingleton<TokenFingerprint>();
        services.AddSingleton<WhatsAppAssets>();
        services.AddSingleton<InstagramAssets>();
        services.AddSingleton<MessengerAssets>();
        services.AddSingleton<DirectSubscription>();
        services.AddSingleton<NumberSetup>();
        services.AddSingleton<ConnectionAudit>();
        services.AddSingleton<ConnectionEvents>();
        services.AddSingleton<ConnectionAnswers>();
        services.AddSingleton<MetaConnector>();
        services.AddSingleton<CodeOnce>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton<TokenRotation>();
        services.AddSingleton<RegistrationCompletion>();
        services.AddSingleton<ConnectionReply>();
        services.AddSingleton<Disconnection>();
        services.AddSingleton<Withdrawals>();
        services.AddSingleton<DataDeletion>();
        services.AddSingleton<DataDeletionStore>();
        services.AddPruning<DataDeletionStore>("data deletions", store => store.PruneAsync);
        services.AddWorkSignal<CheckSignal>();
        services.AddSingleton<ConnectionChecker>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ExpiryWarnings>();
        services.AddSingleton<TokenRefresher>();
        services.AddHostedService<CheckWorker>();
        services.AddHostedService<RefreshWorker>();
        services.AddHostedService<RefusedTokenWorker>();
    }
}
