using Patchbay.Server.Platform.Work;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

internal static class IntakeSetup
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<QuarantineStore>();
        // Quarantine is pruned first, because received webhooks stay as long as quarantine refers to them.
        services.AddPruning<QuarantineStore>("quarantine", store => store.PruneAsync);
        services.AddSingleton<InboundStore>();
        services.AddPruning<InboundStore>("received webhooks", store => store.PruneAsync);
        services.AddSingleton<InboundWriter>();
        services.AddWorkSignal<InboundSignal>();
        services.AddSingleton<IntakeQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeQueue>());
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<Receiver>();
        services.AddSingleton<WebhookIntake>();
    }
}
