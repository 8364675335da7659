using Microsoft.Extensions.Options;
using Patchbay.Server.ChannelKinds;

namespace Patchbay.Server.Channels.Email;

internal static class EmailSetup
{
    public static void AddEmail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<MailTrust>();
        services.AddSingleton<MailConnector>();
        services.AddSingleton<MailChecker>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailAccounts>();
        services.AddSingleton<MailReceiver>();
        services.AddSingleton<EmailConnect>();
        services.AddSingleton<EmailSend>();
        services.AddSingleton<EmailReceive>();
        services.AddChannel(provider => new Channel
        {
            Settings = EmailKind.Settings,
            Connect = provider.GetRequiredService<EmailConnect>(),
            Send = provider.GetRequiredService<EmailSend>(),
            Receive = provider.GetRequiredService<EmailReceive>(),
            Map = MailEndpoints.MapMail,
        });
    }
}
