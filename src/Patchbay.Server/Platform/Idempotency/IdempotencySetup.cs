using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Platform.Idempotency;

internal static class IdempotencySetup
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentCalls>();
        services.AddPruning<IdempotencyStore>("idempotency records", store => store.PruneAsync);
    }
}
