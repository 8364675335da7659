namespace Patchbay.Server.Surfaces.Messages;

internal static class MessagesSurfaceSetup
{
    public static void AddMessageRoutes(this IServiceCollection services)
    {
        services.AddSingleton<MessageAnswers>();
        services.AddSingleton<AccountMessages>();
    }
}
