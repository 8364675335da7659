namespace Patchbay.Server.Surfaces.Receivers;

internal static class ReceiversSetup
{
    public static void AddReceivers(this IServiceCollection services) => services.AddSingleton<ReceiverEndpoints>();
}
