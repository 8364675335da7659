using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Channels.WhatsApp.Media;
using Patchbay.Server.Channels.WhatsApp.Recovery;
using Patchbay.Server.Channels.WhatsApp.Templates;

namespace Patchbay.Server.Channels.WhatsApp;

internal static class WhatsAppSetup
{
    public static void AddWhatsApp(this IServiceCollection services)
    {
        AddConnecting(services);
        services.AddSingleton<NumberRelease>();
        services.AddSingleton<SendPacing>();
        services.AddSingleton<WhatsAppSend>();
        services.AddSingleton<MessageProjection>();
        services.AddSingleton<StatusProjection>();
        services.AddCoexistence();
        services.AddSingleton<StatusCheckStore>();
        services.AddSingleton<StatusRecovery>();
        services.AddHostedService<StatusRecoveryWorker>();
        AddReceiving(services);
        services.AddChannel(provider => new Channel
        {
            Settings = WhatsAppKind.Settings,
            Connect = provider.GetRequiredService<WhatsAppConnect>(),
            Check = provider.GetRequiredService<WhatsAppCheck>(),
            Send = provider.GetRequiredService<WhatsAppSend>(),
            Receive = provider.GetRequiredService<WhatsAppReceive>(),
            Map = MapWhatsApp,
        });
    }

    private static void AddConnecting(IServiceCollection services)
    {
        services.AddSingleton<NumberPreparation>();
        services.AddSingleton<WhatsAppAccounts>();
        services.AddSingleton<WhatsAppRegistration>();
        services.AddSingleton<WhatsAppConnect>();
        services.AddSingleton<WhatsAppCheck>();
    }

    private static void AddReceiving(IServiceCollection services)
    {
        services.AddSingleton<PhoneProjection>();
        services.AddSingleton<AccountProjection>();
        services.AddSingleton<WhatsAppEvents>();
        services.AddSingleton<WhatsAppReceive>();
        services.AddSingleton<WhatsAppStatusReader>();
    }

    public static void MapWhatsApp(this IEndpointRouteBuilder routes)
    {
        routes.MapWhatsAppIntegration();
        routes.MapMedia();
        routes.MapTemplates();
        routes.MapCoexistence();
    }
}
