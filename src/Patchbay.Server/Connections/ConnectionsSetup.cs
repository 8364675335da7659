using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Bindings;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddStoredConnections(this IServiceCollection services)
    {
        services
            .AddOptions<ConnectionOptions>()
            .BindConfiguration(ConnectionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        AddCredentials(services);
        AddBindings(services);
        AddAccounts(services);
        services.AddSingleton<NumberProof>();
        services.AddSingleton<NumberRegistration>();
        services.AddSingleton<NumberPins>();
        services.AddSingleton<ConnectedNumbers>();
        services.AddSingleton<ConnectionStandings>();
        services.AddSingleton<MetaSessions>();
        services.AddSingleton<NumberSetup>();
        services.AddSingleton<WhatsAppRowMaker>();
        services.AddSingleton<WhatsAppAssets>();
        services.AddSingleton<ConnectionAudit>();
        services.AddSingleton<ConnectionEvents>();
        services.AddSingleton<NumberConnector>();
    }

    private static void AddCredentials(IServiceCollection services)
    {
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<ConnectionApps>();
        services.AddSingleton<ExchangedCodeStore>();
        services.AddPruning<ExchangedCodeStore>("exchanged codes", store => store.PruneAsync);
        services.AddSingleton<TokenFingerprint>();
        services.AddSingleton<ConnectionSessions>();
        services.AddSingleton<CodeOnce>();
        services.AddSingleton<CodeExchange>();
    }

    private static void AddBindings(IServiceCollection services)
    {
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<ChannelStore>();
        services.AddSingleton<InstancesOfNumbers>(provider =>
            provider.GetRequiredService<ChannelStore>().NoteEventsAsync
        );
        services.AddSingleton<VerifyTokens>();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountViews>();
        services.AddSingleton<AccountAudit>();
    }
}
