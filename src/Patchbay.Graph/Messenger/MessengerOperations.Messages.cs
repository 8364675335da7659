namespace Patchbay.Graph.Messenger;

/// <content>Sending messages.</content>
public sealed partial class MessengerOperations
{
    /// <summary>Sends a message within 24 hours of the user's last message.</summary>
    /// <param name="pageId">Id of the page, or <c>me</c>.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Patchbay.Graph.Messages.InvalidMessageException">
    /// The message breaks Messenger's limits. It lists all faults, before any call.
    /// </exception>
    /// <exception cref="GraphApiException">
    /// Code 10 with sub-code 2018278: the 24 hours are over; 551: the user cannot be reached.
    /// </exception>
    /// <remarks>Meta: Messenger Platform &gt; Send messages.</remarks>
    public Task<DirectMessageSent> SendAsync(
        string pageId,
        DirectRecipient to,
        DirectMessage message,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        DirectMessageRules.Ensure(message, isInstagram: false);
        return _session.CallAsync(Send.At(pageId), message with { Recipient = to }, cancellationToken);
    }
}
