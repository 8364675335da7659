using System.Net.Security;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;

namespace Patchbay.Server.Channels.Email;

/// <summary>The library's client with our rules for TLS.</summary>
internal sealed class StrictSmtpClient : SmtpClient, IStrictClient
{
    public StrictSmtpClient(MailTrust trust) =>
        ServerCertificateValidationCallback = (_, certificate, sent, errors) =>
            !(RefusedCertificate = !trust.Believes(certificate, sent, errors));

    public bool RefusedCertificate { get; private set; }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host,
        RemoteCertificateValidationCallback remoteCertificateValidationCallback
    ) => MailTrust.Harden(base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback));
}

/// <summary>The library's client with our rules for TLS.</summary>
internal sealed class StrictImapClient : ImapClient, IStrictClient
{
    public StrictImapClient(MailTrust trust) =>
        ServerCertificateValidationCallback = (_, certificate, sent, errors) =>
            !(RefusedCertificate = !trust.Believes(certificate, sent, errors));

    public bool RefusedCertificate { get; private set; }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host,
        RemoteCertificateValidationCallback remoteCertificateValidationCallback
    ) => MailTrust.Harden(base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback));
}

internal interface IStrictClient
{
    /// <summary>True when the handshake failed because of the server's certificate.</summary>
    bool RefusedCertificate { get; }
}
