using System.Net;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Logs in at customers' mail servers. Connects through the guard of outgoing calls and requires the configured TLS.
/// Tries a password once, with one mechanism, so that a wrong password does not lock the account.
/// </summary>
internal sealed class MailConnector(OutboundTcp outbound, MailTrust trust, PublicAddress own)
{
    // In a normal dialogue the server sends a few KiB, certificates included.
    private const long MostOfAnswers = 512 * 1024;

    // Over TLS, PLAIN comes first, because every server can check a plain password, however the server stores
    // passwords. Without TLS, challenges come first.
    private static readonly string[] Encrypted =
        ["PLAIN", "LOGIN", "SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"],
        InClear = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];

    public StrictSmtpClient Smtp() => new(trust) { LocalDomain = new Uri(own.Base).IdnHost };

    public StrictImapClient Imap() => new(trust);

    /// <summary>Connects and logs in. <see cref="MailFault.Of"/> translates the exceptions.</summary>
    /// <param name="client">A new client from <see cref="Smtp"/> or <see cref="Imap"/>.</param>
    /// <param name="environment">The environment whose rules for addresses apply.</param>
    /// <param name="server">The server and the log-in.</param>
    /// <param name="enter">Called at the start of each phase.</param>
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
        // A server that needs no log-in is not the customer's mail server.
        if (client.IsAuthenticated)
            throw new ImapProtocolException("The server authenticated the connection before the log-in.");
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
            throw new NotSupportedException("The server offers no log-in.");
        // The library tries all mechanisms in this set, so only the chosen one stays. For SMTP the exception then holds
        // the reply's number. For IMAP the set is empty here, and the library uses the LOGIN command.
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
                "Unknown kind of connection security."
            ),
        };
}
