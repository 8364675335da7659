namespace Patchbay.Server.Inbound;

internal static class InboundSetup
{
    public static void AddInbound(this IServiceCollection services)
    {
        services.AddSingleton<InboundStore>();
        services.AddSingleton<InboundSignal>();
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
