using System.Globalization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Channels.Email;

/// <summary>Opens the settings of e-mail accounts.</summary>
internal sealed class MailAccounts(AccountStore accounts)
{
    private const int ImapTlsPort = 993,
        ImapPort = 143;

    public async ValueTask<MailSettings> SettingsAsync(AccountRow account, CancellationToken cancellation) =>
        SettingsOf(await accounts.OwnConfigAsync(account, cancellation));

    /// <summary>The secret that signs mails posted for an account; null when the account receives no mails.</summary>
    public async ValueTask<Secret?> InboundSecretAsync(AccountRow account, CancellationToken cancellation) =>
        (await accounts.OwnConfigAsync(account, cancellation)).GetValueOrDefault(EmailKind.InboundSecret)
            is { Length: > 0 } secret
            ? new Secret(secret)
            : null;

    /// <summary>Reads a config that was validated when it was stored. IMAP uses TLS by default.</summary>
    internal static MailSettings SettingsOf(IReadOnlyDictionary<string, string> config)
    {
        var smtp = new MailServer(
            config[EmailKind.SmtpHost],
            Port(config[EmailKind.SmtpPort]),
            config[EmailKind.SmtpSecurity],
            config[EmailKind.SmtpUsername],
            new Secret(config[EmailKind.SmtpPassword])
        );
        return new MailSettings
        {
            FromAddress = config[EmailKind.FromAddress],
            FromName = config.GetValueOrDefault(EmailKind.FromName),
            Smtp = smtp,
            Imap = ImapOf(config),
        };
    }

    private static MailServer? ImapOf(IReadOnlyDictionary<string, string> config)
    {
        if (!config.TryGetValue(EmailKind.ImapHost, out var host))
            return null;
        var security = config.GetValueOrDefault(EmailKind.ImapSecurity, MailSecurity.Tls);
        var port =
            config.TryGetValue(EmailKind.ImapPort, out var given) ? Port(given)
            : security == MailSecurity.Tls ? ImapTlsPort
            : ImapPort;
        return new MailServer(
            host,
            port,
            security,
            config[EmailKind.ImapUsername],
            new Secret(config[EmailKind.ImapPassword])
        );
    }

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
