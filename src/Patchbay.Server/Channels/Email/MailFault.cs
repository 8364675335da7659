using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Why a dialogue with a mail server failed. The server's own words stay out: they may hold anything, and the host may
/// be anybody's. Of them only the reply's number is kept.
/// </summary>
/// <param name="Code">One of the constants.</param>
/// <param name="ReplyCode">SMTP's three digits, where the server gave them.</param>
public sealed record MailFault(string Code, int? ReplyCode = null)
{
    public const string AddressNotAllowed = AddressNotAllowedException.Reason,
        ConnectFailed = "connect_failed",
        Timeout = "timeout",
        TlsNotOffered = "tls_not_offered",
        CertificateNotTrusted = "certificate_not_trusted",
        TlsFailed = "tls_failed",
        AuthNotOffered = "auth_not_offered",
        AuthFailed = "auth_failed",
        Refused = "refused",
        ProtocolError = "protocol_error";

    public string Message =>
        Code switch
        {
            AddressNotAllowed => "The host stands for an address that may not be called.",
            ConnectFailed => "No connection to this host and port.",
            Timeout => "The server took too long.",
            TlsNotOffered => "The server does not offer STARTTLS; nothing was sent to it.",
            CertificateNotTrusted => "The server's certificate is not trusted or not made out to this host.",
            TlsFailed => "The encrypted connection could not be set up.",
            AuthNotOffered => "The server offers no kind of log-in with a password.",
            AuthFailed => "The server refused user name or password.",
            Refused => "The server refused.",
            _ => "The server does not speak as a mail server does, or broke off.",
        };

    /// <summary>Null for an exception that the mail server did not cause.</summary>
    /// <param name="error">What the dialogue threw.</param>
    /// <param name="phase">How far it was.</param>
    /// <param name="client">Who spoke.</param>
    internal static MailFault? Of(Exception error, MailPhase phase, IStrictClient client) =>
        error switch
        {
            AddressNotAllowedException => new(AddressNotAllowed),
            SocketException => new(ConnectFailed),
            OperationCanceledException => new(Timeout),
            _ when client.RefusedCertificate => new(CertificateNotTrusted),
            SslHandshakeException => new(TlsFailed),
            NotSupportedException => new(phase == MailPhase.Connecting ? TlsNotOffered : AuthNotOffered),
            AuthenticationException { InnerException: SmtpCommandException reply } => new(
                reply.StatusCode < (SmtpStatusCode)500 ? Refused : AuthFailed,
                Number(reply)
            ),
            AuthenticationException or SaslException => new(AuthFailed),
            SmtpCommandException reply => new(Refused, Number(reply)),
            ImapCommandException or ServiceNotAuthenticatedException => new(Refused),
            // The last is what the library throws for a challenge that is no base64.
            IOException or ProtocolException or ServiceNotConnectedException or FormatException => new(
                phase == MailPhase.Calling ? ConnectFailed : ProtocolError
            ),
            _ => null,
        };

    private static int? Number(SmtpCommandException reply) =>
        (int)reply.StatusCode is >= 200 and < 600 and var number ? number : null;
}

/// <summary>How far a dialogue came.</summary>
internal enum MailPhase
{
    /// <summary>Towards a connection.</summary>
    Calling,

    /// <summary>Greeting and TLS.</summary>
    Connecting,

    /// <summary>User name and password.</summary>
    LoggingIn,

    /// <summary>Logged in; nothing that counts has been sent.</summary>
    Ready,

    /// <summary>A message is on its way: whether the server took it, only its answer tells.</summary>
    Sending,
}
