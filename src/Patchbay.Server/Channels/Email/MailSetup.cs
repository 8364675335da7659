using Microsoft.Extensions.Options;

namespace Patchbay.Server.Channels.Email;

internal static class MailSetup
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<MailTrust>();
        services.AddSingleton<MailConnector>();
        services.AddSingleton<MailChecker>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailAccounts>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<MailReceiver>();
        services.AddSingleton<MailProjection>();
    }
}
