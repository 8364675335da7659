using Patchbay.Server.Connections.Phones;

namespace Patchbay.Server.Surfaces.Onboarding;

internal static class OnboardingSetup
{
    public static void AddOnboarding(this IServiceCollection services)
    {
        services
            .AddOptions<OnboardingOptions>()
            .BindConfiguration(OnboardingOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<LinkStore>();
        services.AddSingleton<AttemptStore>();
        services.AddSingleton<LinkCreation>();
        services.AddSingleton<LinkAnswers>();
        services.AddSingleton<LinkRedirects>();
        services.AddSingleton<SignupPages>();
        services.AddSingleton<PageTokens>();
        services.AddSingleton<PageGuard>();
        services.AddSingleton<PageCalls>();
        AddCompletion(services);
    }

    private static void AddCompletion(IServiceCollection services)
    {
        services.AddSingleton<ConnectedAssets>();
        services.AddSingleton<LinkWebhook>();
        services.AddSingleton<LinkQueries>();
        services.AddSingleton<CompletedLinks>();
        services.AddSingleton<WhenNumberConnects>(provider =>
            provider.GetRequiredService<CompletedLinks>().PrepareAsync
        );
        services.AddSingleton<LinkCompletion>();
        services.AddSingleton<CompletionSteps>();
        services.AddSingleton<AttemptEnding>();
        services.AddSingleton<Completion>();
        services.AddHostedService<CompletionWorker>();
    }
}
