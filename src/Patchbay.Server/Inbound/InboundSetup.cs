using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Inbound;

internal static class InboundSetup
{
    public static void AddInbound(this IServiceCollection services)
    {
        services.AddSingleton<InboundStore>();
        services.AddPruning<InboundStore>("received webhooks", store => store.PruneEventsAsync);
        services.AddPruning<InboundStore>("quarantine", store => store.PruneQuarantineAsync);
        services.AddWorkSignal<InboundSignal>();
        services.AddSingleton<Intake>();
        services.AddHostedService(provider => provider.GetRequiredService<Intake>());
        services.AddSingleton<TenantRouter>();
        services.AddSingleton<Receiver>();
        services.AddSingleton<MessageProjection>();
        services.AddSingleton<PhoneProjection>();
        services.AddSingleton<Projection>();
        services.AddHostedService<InboundWorker>();
    }
}
