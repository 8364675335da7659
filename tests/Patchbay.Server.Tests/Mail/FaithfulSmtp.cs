using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Patchbay.Server.Tests.Mail;

/// <summary>A complete SMTP server with one user. It keeps the mails that it accepts.</summary>
internal sealed class FaithfulSmtp : IAsyncDisposable
{
    public const string User = "help",
        Password = "correct horse battery";

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private FaithfulSmtp(int port, SmtpServer.SmtpServer server)
    {
        Port = port;
        _running = server.StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>The accepted mails with their envelopes.</summary>
    public ConcurrentQueue<(string From, string To, MimeMessage Message)> Taken { get; private init; } = [];

    /// <summary>Every password that was tried.</summary>
    public ConcurrentQueue<string> Tried { get; private init; } = [];

    /// <param name="certificate">The server offers STARTTLS only with a certificate.</param>
    /// <param name="tls">Whether the server uses TLS from the first byte.</param>
    /// <param name="refusedRecipient">A recipient whose mail the server refuses.</param>
    public static FaithfulSmtp Start(
        X509Certificate2? certificate = null,
        bool tls = false,
        string? refusedRecipient = null
    )
    {
        var (taken, tried, port) = (
            new ConcurrentQueue<(string, string, MimeMessage)>(),
            new ConcurrentQueue<string>(),
            FreePort()
        );
        var options = new SmtpServerOptionsBuilder()
            .ServerName("mail.test")
            .Endpoint(endpoint =>
            {
                endpoint
                    .Endpoint(new IPEndPoint(IPAddress.Loopback, port))
                    .IsSecure(tls)
                    .AuthenticationRequired()
                    .AllowUnsecureAuthentication(certificate is null)
                    .SupportedSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13);
                if (certificate is not null)
                    endpoint.Certificate(certificate);
            })
            .Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add((IMessageStore)new Inbox(taken));
        parts.Add((IUserAuthenticator)new Door(tried));
        parts.Add((IMailboxFilter)new Gate(refusedRecipient));
        return new(port, new SmtpServer.SmtpServer(options, parts)) { Taken = taken, Tried = tried };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Inbox(ConcurrentQueue<(string, string, MimeMessage)> taken) : SmtpServer.Storage.MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            var message = await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), cancellationToken);
            taken.Enqueue(
                (
                    $"{transaction.From.User}@{transaction.From.Host}",
                    string.Join(',', transaction.To.Select(to => $"{to.User}@{to.Host}")),
                    message
                )
            );
            return SmtpResponse.Ok;
        }
    }

    private sealed class Door(ConcurrentQueue<string> tried) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(
            ISessionContext context,
            string user,
            string password,
            CancellationToken cancellationToken
        )
        {
            tried.Enqueue(password);
            return Task.FromResult(user == User && password == Password);
        }
    }

    private sealed class Gate(string? refused) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context,
            SmtpServer.Mail.IMailbox to,
            SmtpServer.Mail.IMailbox from,
            CancellationToken cancellationToken
        ) => Task.FromResult($"{to.User}@{to.Host}" != refused);
    }
}
