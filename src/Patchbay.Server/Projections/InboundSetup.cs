using Patchbay.Server.Channels.Direct;
using Patchbay.Server.Channels.WhatsApp;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;
using Patchbay.Server.Surfaces.Receivers;

namespace Patchbay.Server.Projections;

internal static class InboundSetup
{
    public static void AddInbound(this IServiceCollection services)
    {
        services.AddSingleton<QuarantineStore>();
        services.AddPruning<QuarantineStore>("quarantine", store => store.PruneAsync); // first: it holds received webhooks
        services.AddSingleton<InboundStore>();
        services.AddPruning<InboundStore>("received webhooks", store => store.PruneAsync);
        services.AddSingleton<InboundWriter>(provider =>
            provider.GetRequiredService<Database>() is PostgresDatabase postgres
                ? new PostgresInboundWriter(postgres)
                : new SqliteInboundWriter(provider.GetRequiredService<Database>())
        );
        services.AddWorkSignal<InboundSignal>();
        services.AddSingleton<IntakeQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeQueue>());
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<Receiver>();
        services.AddSingleton<ReceiverEdge>();
        services.AddSingleton<ReceiverEndpoints>();
        services.AddSingleton<TenantRouter>();
        services.AddSingleton<MessageProjection>();
        services.AddSingleton<CoexistenceProjection>();
        services.AddSingleton<PhoneProjection>();
        services.AddSingleton<AccountProjection>();
        services.AddSingleton<DirectProjection>();
        services.AddSingleton<ChannelProjection>();
        services.AddSingleton<Projection>();
        services.AddSingleton<InboundBatch>();
        services.AddHostedService<InboundWorker>();
    }
}
