namespace Patchbay.Server.Connections.Phones;

internal static class PhonesSetup
{
    public static void AddPhones(this IServiceCollection services)
    {
        services.AddSingleton<PhoneStore>();
        services.AddSingleton<WabaStore>();
        services.AddSingleton<AppSyncStore>();
        services.AddSingleton<PhoneAnswers>();
        services.AddSingleton<NumberFacts>();
        services.AddSingleton<CallbackDrift>();
        services.AddSingleton<HealthReader>();
    }
}
