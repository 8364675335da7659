using Patchbay.Graph.Messenger;

namespace Patchbay.Graph.Instagram;

/// <content>The account itself, and sending.</content>
public sealed partial class InstagramOperations
{
    /// <summary>Reads the account.</summary>
    /// <param name="accountId">Id of the account, or <c>me</c>.</param>
    /// <param name="fields">Comma-separated names of the fields to return; Meta's default set when null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Get started.</remarks>
    public async Task<InstagramProfile> GetProfileAsync(
        string accountId = "me",
        string? fields = null,
        CancellationToken cancellationToken = default
    )
    {
        var answer = await _session
            .CallAsync(GetMe.At(accountId), new FieldsQuery { Fields = fields }, cancellationToken)
            .ConfigureAwait(false);
        return answer.Data is [var wrapped, ..] ? wrapped : answer;
    }

    /// <summary>
    /// Sends a message within 24 hours of the user's last message; a business cannot start a conversation.
    /// </summary>
    /// <param name="accountId">Id of the account, or <c>me</c>.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Patchbay.Graph.Messages.InvalidMessageException">
    /// The message breaks Instagram's limits. It lists all faults, before any call.
    /// </exception>
    /// <exception cref="GraphApiException">Code 10 with sub-code 2534022: the 24 hours are over.</exception>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Messaging API.</remarks>
    public Task<DirectMessageSent> SendAsync(
        string accountId,
        DirectRecipient to,
        DirectMessage message,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        DirectMessageRules.Ensure(message, isInstagram: true);
        return _session.CallAsync(Send.At(accountId), message with { Recipient = to }, cancellationToken);
    }
}
