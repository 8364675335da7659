using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;

namespace Patchbay.Server.Channels.Email;

/// <summary>The values of the e-mail channel.</summary>
internal static class EmailKind
{
    public const string FromAddress = "from_address",
        FromName = "from_name",
        SmtpHost = "smtp_host",
        SmtpPort = "smtp_port",
        SmtpSecurity = "smtp_security",
        SmtpUsername = "smtp_username",
        SmtpPassword = "smtp_password",
        ImapHost = "imap_host",
        ImapPort = "imap_port",
        ImapSecurity = "imap_security",
        ImapUsername = "imap_username",
        ImapPassword = "imap_password",
        InboundSecret = "inbound_secret";

    public static readonly ChannelSettings Settings = new()
    {
        Name = "email",
        Title = "e-mail",
        NameKeys = [FromName, FromAddress],
        MessageId = MessageIdMember.MailMessageId,
        Config =
        [
            new(FromAddress, ConfigKind.Email, IsRequired: true),
            new(FromName, ConfigKind.Text),
            new(SmtpHost, ConfigKind.Host, IsRequired: true),
            new(SmtpPort, ConfigKind.Port, IsRequired: true),
            new(SmtpSecurity, ConfigKind.Security, IsRequired: true),
            new(SmtpUsername, ConfigKind.Text, IsRequired: true),
            new(SmtpPassword, ConfigKind.Password, IsRequired: true) { SentTo = new(SmtpHost, SmtpPort, SmtpSecurity) },
            new(ImapHost, ConfigKind.Host),
            new(ImapPort, ConfigKind.Port),
            new(ImapSecurity, ConfigKind.Security),
            new(ImapUsername, ConfigKind.Text) { RequiredWith = ImapHost },
            new(ImapPassword, ConfigKind.Password)
            {
                RequiredWith = ImapHost,
                SentTo = new(ImapHost, ImapPort, ImapSecurity),
            },
            new(InboundSecret, ConfigKind.Password),
        ],
    };
}
