namespace Patchbay.Server.Projections;

internal static class ProjectionsSetup
{
    public static void AddProjections(this IServiceCollection services)
    {
        services.AddSingleton<TenantRouter>();
        services.AddSingleton<Projection>();
        services.AddSingleton<InboundBatch>();
        services.AddHostedService<InboundWorker>();
    }
}
