using System.Net.Security;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;

namespace Patchbay.Server.Mail;

/// <summary>The library's client with our rules for TLS.</summary>
internal sealed class StrictSmtpClient(MailTrust trust) : SmtpClient, IStrictClient
{
    public bool RefusedCertificate { get; private set; }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback) =>
        trust.Harden(base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback), () => RefusedCertificate = true);
}

/// <summary>The library's client with our rules for TLS.</summary>
internal sealed class StrictImapClient(MailTrust trust) : ImapClient, IStrictClient
{
    public bool RefusedCertificate { get; private set; }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback) =>
        trust.Harden(base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback), () => RefusedCertificate = true);
}

internal interface IStrictClient
{
    /// <summary>The handshake failed over the server's certificate.</summary>
    bool RefusedCertificate { get; }
}
