using MailKit;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Tries an account's log-ins, all at the same time. A failure of a server is a result and does not throw.
/// </summary>
internal sealed class MailChecker(MailConnector connector, TimeProvider clock)
{
    /// <summary>
    /// The time limit of a whole dialogue, from DNS look-up to log-in, so that a slow server cannot extend it.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The faults of the SMTP and IMAP log-ins; null for a log-in that works. The IMAP fault is also null for an
    /// account without IMAP.
    /// </summary>
    public async Task<(MailFault? Smtp, MailFault? Imap)> CheckAsync(
        string environment,
        MailSettings settings,
        CancellationToken cancellation
    )
    {
        var smtp = TryAsync(connector.Smtp(), environment, settings.Smtp, cancellation);
        var imap = settings.Imap is { } server
            ? TryAsync(connector.Imap(), environment, server, cancellation)
            : Task.FromResult<MailFault?>(null);
        return (await smtp, await imap);
    }

    private async Task<MailFault?> TryAsync<TClient>(
        TClient made,
        string environment,
        MailServer server,
        CancellationToken cancellation
    )
        where TClient : MailService, IStrictClient
    {
        using var client = made;
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var phase = MailPhase.Calling;
        try
        {
            await connector.LogInAsync(client, environment, server, next => phase = next, either.Token);
            await MailGoodbye.SayAsync(client, either.Token);
            return null;
        }
        catch (Exception error)
            when (!cancellation.IsCancellationRequested && MailFault.Of(error, phase, client) is not null)
        {
            return MailFault.Of(error, phase, client);
        }
    }
}

internal static class MailGoodbye
{
    /// <summary>Closes a finished dialogue and ignores errors, because the result is already known.</summary>
    public static async Task SayAsync(MailService client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(true, cancellation);
        }
        catch (Exception error)
            when (error is OperationCanceledException or IOException or ProtocolException or CommandException)
        {
            // The connection is disposed of with the client.
        }
    }
}
