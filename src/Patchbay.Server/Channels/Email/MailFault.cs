using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Why a dialogue with a mail server failed. The server's texts are left out, because a hostile host could put anything
/// in them. Only the number of an SMTP reply is kept.
/// </summary>
/// <param name="Code">One of the constants.</param>
/// <param name="ReplyCode">SMTP's three digits; null if the server sent none.</param>
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
            AddressNotAllowed => "The host's address is not allowed. Use a mail server with a public address.",
            ConnectFailed => "No connection could be made to this host and port. Check both.",
            Timeout => "The server took too long to answer.",
            TlsNotOffered => "The server does not offer STARTTLS. No password was sent.",
            CertificateNotTrusted => "The server's certificate is not trusted or is for another host name.",
            TlsFailed => "The TLS connection failed. Check the port and the kind of security.",
            AuthNotOffered => "The server offers no log-in with a password.",
            AuthFailed => "The server refused user name or password.",
            Refused => "The server refused the request.",
            _ => "The server closed the connection or does not answer like a mail server. Check host and port.",
        };

    /// <summary>Null for an exception that the mail server did not cause.</summary>
    /// <param name="error">The exception from the dialogue.</param>
    /// <param name="phase">The phase that failed.</param>
    /// <param name="client">The client of the dialogue.</param>
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
            // The library throws FormatException for a challenge that is not base64.
            IOException or ProtocolException or ServiceNotConnectedException or FormatException => new(
                phase == MailPhase.Calling ? ConnectFailed : ProtocolError
            ),
            _ => null,
        };

    private static int? Number(SmtpCommandException reply) =>
        (int)reply.StatusCode is >= 200 and < 600 and var number ? number : null;
}

/// <summary>The phases of a dialogue.</summary>
internal enum MailPhase
{
    /// <summary>Opening the TCP connection.</summary>
    Calling,

    /// <summary>Reading the greeting and starting TLS.</summary>
    Connecting,

    /// <summary>Sending user name and password.</summary>
    LoggingIn,

    /// <summary>Logged in, before the message is sent.</summary>
    Ready,

    /// <summary>Sending the message. Only the server's answer shows whether it was accepted.</summary>
    Sending,
}
