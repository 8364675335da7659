namespace Patchbay.Server.Platform.Idempotency;

internal static class IdempotencySetup
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentCalls>();
    }
}
