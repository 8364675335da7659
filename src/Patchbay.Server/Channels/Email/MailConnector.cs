using System.Net;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Logs in at customers' mail servers: connects through the guard of outgoing calls, insists on the TLS that was asked
/// for, and tries a password once, in one way, so that a wrong one locks nobody out.
/// </summary>
internal sealed class MailConnector(OutboundTcp outbound, MailTrust trust, PublicAddress own)
{
    // A whole dialogue has a few KiB from the server, certificates included.
    private const long MostOfAnswers = 512 * 1024;

    // TLS keeps a password from others' eyes, and then its plain form is what every server can check, however it stores
    // it.
    private static readonly string[] Encrypted =
        ["PLAIN", "LOGIN", "SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"],
        InClear = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];

    public StrictSmtpClient Smtp() => new(trust) { LocalDomain = new Uri(own.Base).IdnHost };

    public StrictImapClient Imap() => new(trust);

    /// <summary>Throws what <see cref="MailFault.Of"/> understands.</summary>
    /// <param name="client">A new client of this class.</param>
    /// <param name="environment">Whose rules for addresses hold.</param>
    /// <param name="server">Where to log in.</param>
    /// <param name="enter">Told of each phase that begins.</param>
    /// <param name="cancellation">The deadline of the whole dialogue.</param>
    public async Task LogInAsync(
        MailService client,
        string environment,
        MailServer server,
        Action<MailPhase> enter,
        CancellationToken cancellation
    )
    {
        enter(MailPhase.Calling);
        var connection = new BoundedStream(
            await outbound.ConnectAsync(environment, server.Host, server.Port, cancellation),
            MostOfAnswers
        );
        enter(MailPhase.Connecting);
        try
        {
            await client.ConnectAsync(connection, server.Host, server.Port, OptionOf(server.Security), cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        // A server that authenticates us before the log-in cannot be the expected one.
        if (client.IsAuthenticated)
            throw new ImapProtocolException("The server needs no log-in.");
        enter(MailPhase.LoggingIn);
        await AuthenticateAsync(client, server, cancellation);
        enter(MailPhase.Ready);
    }

    private static Task AuthenticateAsync(MailService client, MailServer server, CancellationToken cancellation)
    {
        var account = new NetworkCredential(server.Username, server.Password.Reveal());
        var offered = client.AuthenticationMechanisms;
        var chosen = Array.Find(server.Security == MailSecurity.None ? InClear : Encrypted, offered.Contains);
        if (chosen is not null && client is ImapClient)
            return client.AuthenticateAsync(SaslMechanism.Create(chosen, Encoding.UTF8, account)!, cancellation);
        if (
            chosen is null
            && client is ImapClient { Capabilities: var known }
            && known.HasFlag(ImapCapabilities.LoginDisabled)
        )
            throw new NotSupportedException("No log-in is offered.");
        // With one mechanism left the library tries one, and tells SMTP's number when it is refused. For IMAP it would
        // go on to the log-in command, and does so with none left.
        offered.RemoveWhere(mechanism => mechanism != chosen);
        return client.AuthenticateAsync(Encoding.UTF8, account, cancellation);
    }

    private static SecureSocketOptions OptionOf(string security) =>
        security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.None => SecureSocketOptions.None,
            _ => throw new ArgumentOutOfRangeException(
                nameof(security),
                security,
                "No kind of connection has this name."
            ),
        };
}
