using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Connections.Phones;

internal static class PhonesSetup
{
    public static void AddPhones(this IServiceCollection services)
    {
        services.AddSingleton<PhoneStore>();
        services.AddSingleton<WabaStore>();
        services.AddSingleton<AppSyncStore>();
        services.AddSingleton<RegistrationStore>();
        services.AddPruning<RegistrationStore>("registrations of numbers", store => store.PruneAsync);
        services.AddPruning<RegistrationStore>("calls that register numbers", store => store.PruneCallsAsync);
        services.AddSingleton<PhoneAnswers>();
        services.AddSingleton<NumberFacts>();
        services.AddSingleton<CallbackDrift>();
        services.AddSingleton<HealthReader>();
    }
}
