using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// How sending ended. Without a fault the server took the mail; with one it did not, unless the outcome is unknown.
/// </summary>
public sealed record MailOutcome(MailFault? Fault, bool IsUnknown)
{
    public static readonly MailOutcome Taken = new(null, false);
}

/// <summary>Hands one message to an account's SMTP server, once; never throws for what the server does.</summary>
internal sealed class MailTransport(MailConnector connector, TimeProvider clock)
{
    /// <summary>For a whole dialogue, from DNS look-up to the answer to the message.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<MailOutcome> SendAsync(string environment, MailSettings settings, MimeMessage message)
    {
        using var client = connector.Smtp();
        using var deadline = new CancellationTokenSource(Patience, clock);
        var phase = MailPhase.Calling;
        try
        {
            await connector.LogInAsync(client, environment, settings.Smtp, next => phase = next, deadline.Token);
            // No chunking: one answer after the whole message tells for certain whether it was accepted.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            await client.SendAsync(message, deadline.Token, new Began(() => phase = MailPhase.Sending));
        }
        catch (Exception error) when (MailFault.Of(error, phase, client) is not null)
        {
            // A refusal is an answer. What broke off after the message began to flow may have been taken: the answer is
            // missing.
            return new(
                MailFault.Of(error, phase, client),
                phase == MailPhase.Sending && error is not SmtpCommandException
            );
        }
        await MailGoodbye.SayAsync(client, deadline.Token);
        return MailOutcome.Taken;
    }

    private sealed class Began(Action begin) : ITransferProgress
    {
        public void Report(long bytesTransferred, long totalSize) => begin();

        public void Report(long bytesTransferred) => begin();
    }
}
