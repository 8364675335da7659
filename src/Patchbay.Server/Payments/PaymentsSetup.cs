using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Platform.Work;

namespace Patchbay.Server.Payments;

internal static class PaymentsSetup
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddOptions<PaymentOptions>().BindConfiguration(PaymentOptions.Section);
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<AbacatePay>();
        services.AddSingleton<Iniciador>();
        services.AddSingleton<PaymentProviders>();
        services.AddSingleton<PaymentConnector>();
        services.AddSingleton<PaymentConnect>();
        services.AddSingleton<PaymentCheck>();
        foreach (var name in PaymentChannel.All)
            services.AddChannel(provider => PaymentChannel.Of(name, provider));
        services.AddSingleton<PaymentNotices>();
        services.AddSingleton<PaymentWebhooks>();
        services.AddPruning<PaymentNotices>("payment notices", notices => notices.PruneAsync);
    }
}
