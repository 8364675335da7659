using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// The result of sending. Without a fault, the server accepted the mail. With a fault, it did not, unless the outcome
/// is unknown.
/// </summary>
public sealed record MailOutcome(MailFault? Fault, bool IsUnknown)
{
    public static readonly MailOutcome Taken = new(null, false);
}

/// <summary>
/// Sends a message once through an account's SMTP server. A failure of the server is a result and does not throw.
/// </summary>
internal sealed class MailTransport(MailConnector connector, TimeProvider clock)
{
    /// <summary>The time limit of a whole dialogue, from DNS look-up to the answer to the message.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<MailOutcome> SendAsync(string environment, MailSettings settings, MimeMessage message)
    {
        using var client = connector.Smtp();
        using var deadline = new CancellationTokenSource(Patience, clock);
        var phase = MailPhase.Calling;
        try
        {
            await connector.LogInAsync(client, environment, settings.Smtp, next => phase = next, deadline.Token);
            // Without chunking, a single answer after the whole message shows whether the server accepted it.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            await client.SendAsync(message, deadline.Token, new Began(() => phase = MailPhase.Sending));
        }
        catch (Exception error) when (MailFault.Of(error, phase, client) is not null)
        {
            // A refusal is a known outcome. When the connection breaks after the message was started, the server may
            // have accepted it.
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
