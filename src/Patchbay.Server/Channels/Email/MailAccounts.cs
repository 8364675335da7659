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

    /// <summary>What mails posted for an account are signed with; null when nothing is taken for it.</summary>
    public async ValueTask<Secret?> InboundSecretAsync(AccountRow account, CancellationToken cancellation) =>
        (await accounts.OwnConfigAsync(account, cancellation)).GetValueOrDefault(ChannelSettings.InboundSecret)
            is { Length: > 0 } secret
            ? new Secret(secret)
            : null;

    /// <summary>A config that was found good when it was stored. IMAP without more said is IMAP over TLS.</summary>
    internal static MailSettings SettingsOf(IReadOnlyDictionary<string, string> config)
    {
        var smtp = new MailServer(
            config[ChannelSettings.SmtpHost],
            Port(config[ChannelSettings.SmtpPort]),
            config[ChannelSettings.SmtpSecurity],
            config[ChannelSettings.SmtpUsername],
            new Secret(config[ChannelSettings.SmtpPassword])
        );
        return new MailSettings
        {
            FromAddress = config[ChannelSettings.FromAddress],
            FromName = config.GetValueOrDefault(ChannelSettings.FromName),
            Smtp = smtp,
            Imap = ImapOf(config),
        };
    }

    private static MailServer? ImapOf(IReadOnlyDictionary<string, string> config)
    {
        if (!config.TryGetValue(ChannelSettings.ImapHost, out var host))
            return null;
        var security = config.GetValueOrDefault(ChannelSettings.ImapSecurity, MailSecurity.Tls);
        var port =
            config.TryGetValue(ChannelSettings.ImapPort, out var given) ? Port(given)
            : security == MailSecurity.Tls ? ImapTlsPort
            : ImapPort;
        return new MailServer(
            host,
            port,
            security,
            config[ChannelSettings.ImapUsername],
            new Secret(config[ChannelSettings.ImapPassword])
        );
    }

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
