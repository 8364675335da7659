using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Patchbay.Server.Outgoing.Dispatch;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Outgoing;

internal static class OutgoingSetup
{
    public static void AddOutgoing(this IServiceCollection services)
    {
        services
            .AddOptions<DeliveryOptions>()
            .BindConfiguration(DeliveryOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddStores();
        services.AddSingleton<DeliveryLag>();
        services.AddWorkSignal<DeliverySignal>();
        services.AddHostedService<WorkBridge>();
        services.AddSingleton<OutgoingEvents>();
        services.AddSingleton<CallableEndpoints>();
        services.AddSingleton<DeliveryCaller>();
        services.TryAddSingleton<Func<double>>(_ => () => RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d);
        services.AddSingleton<DeliveryResults>();
        services.AddHostedService<LagWatch>();
        services.AddDeliveryLoop();
    }

    private static void AddStores(this IServiceCollection services)
    {
        services.AddSingleton<EndpointQueries>();
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<DeliveryQueueStore>();
        services.AddSingleton<DeliveryOutcomeStore>();
        services.AddPruning<DeliveryStore>("deliveries of deleted webhooks", store => store.PruneDeletedAsync);
        services.AddPruning<DeliveryStore>("events", store => store.PruneAsync);
    }

    /// <summary>The worker and the services that only its loop uses.</summary>
    private static void AddDeliveryLoop(this IServiceCollection services)
    {
        services.AddSingleton<LoopInbox>();
        services.AddSingleton<LeaseOwner>();
        services.AddSingleton<HeldEndpoints>();
        services.AddSingleton(provider => new DeliveryBoard(
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.LeaseSeconds)
        ));
        services.AddSingleton<DeliveryJobs>();
        services.AddSingleton<DeliveryScan>();
        services.AddSingleton<DeliveryReader>();
        services.AddSingleton<DeliveryCalls>();
        services.AddHostedService<DeliveryWorker>();
    }
}
