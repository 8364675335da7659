using System.Globalization;
using Patchbay.Server.Integrations;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Mail;

/// <summary>Opens the settings of e-mail accounts.</summary>
internal sealed class MailAccounts(AccountStore accounts)
{
    private const int ImapTlsPort = 993,
        ImapPort = 143;

    public async ValueTask<MailSettings> SettingsAsync(AccountRow account, CancellationToken cancellation) =>
        SettingsOf(await accounts.OwnConfigAsync(account, cancellation));

    /// <summary>What mails posted for an account are signed with; null when nothing is taken for it.</summary>
    public async ValueTask<Secret?> InboundSecretAsync(AccountRow account, CancellationToken cancellation) =>
        (await accounts.OwnConfigAsync(account, cancellation)).GetValueOrDefault(ChannelConfig.InboundSecret)
            is { Length: > 0 } secret
            ? new Secret(secret)
            : null;

    /// <summary>A config that was found good when it was stored. IMAP without more said is IMAP over TLS.</summary>
    internal static MailSettings SettingsOf(IReadOnlyDictionary<string, string> config)
    {
        var smtp = new MailServer(
            config[ChannelConfig.SmtpHost],
            Port(config[ChannelConfig.SmtpPort]),
            config[ChannelConfig.SmtpSecurity],
            config[ChannelConfig.SmtpUsername],
            new Secret(config[ChannelConfig.SmtpPassword])
        );
        return new MailSettings
        {
            FromAddress = config[ChannelConfig.FromAddress],
            FromName = config.GetValueOrDefault(ChannelConfig.FromName),
            Smtp = smtp,
            Imap = ImapOf(config),
        };
    }

    private static MailServer? ImapOf(IReadOnlyDictionary<string, string> config)
    {
        if (!config.TryGetValue(ChannelConfig.ImapHost, out var host))
            return null;
        var security = config.GetValueOrDefault(ChannelConfig.ImapSecurity, MailSecurity.Tls);
        var port =
            config.TryGetValue(ChannelConfig.ImapPort, out var given) ? Port(given)
            : security == MailSecurity.Tls ? ImapTlsPort
            : ImapPort;
        return new MailServer(
            host,
            port,
            security,
            config[ChannelConfig.ImapUsername],
            new Secret(config[ChannelConfig.ImapPassword])
        );
    }

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
