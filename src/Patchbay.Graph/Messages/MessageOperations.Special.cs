using Json = Patchbay.Graph.Messages.MessagesJson;

namespace Patchbay.Graph.Messages;

/// <content>Sending through the marketing endpoint, and encrypted sending.</content>
public sealed partial class MessageOperations
{
    internal static readonly GraphOperation<OutgoingMessage, SentMessage> SendMarketing = new(
        "sendMarketingMessage",
        HttpMethod.Post,
        "{phone_number_id}/marketing_messages",
        Json.Default.OutgoingMessage,
        Json.Default.SentMessage
    );

    internal static readonly GraphOperation<EncryptedMessage, EncryptedMessage> SendEncrypted = new(
        "sendEncryptedMessage",
        HttpMethod.Post,
        "{phone_number_id}/messages_encrypted",
        Json.Default.EncryptedMessage,
        Json.Default.EncryptedMessage
    );

    /// <summary>
    /// Sends a marketing template through the marketing endpoint; the account must be onboarded to it.
    /// </summary>
    /// <param name="phoneNumberId">Id of the sending number.</param>
    /// <param name="to">The recipient. Groups are refused.</param>
    /// <param name="template">The template.</param>
    /// <param name="policy">What to do when the marketing product cannot deliver the message.</param>
    /// <param name="shareActivity">Whether activity on the message is shared with Meta.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="GraphApiException">
    /// Code 134100: not a marketing template; 134101: the template is still syncing, wait 10 minutes; 131055: the
    /// account is not onboarded.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Marketing Messages.</remarks>
    public Task<SentMessage> SendMarketingAsync(
        string phoneNumberId,
        Recipient to,
        TemplateMessage template,
        ProductPolicy? policy = null,
        bool? shareActivity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        var message = Message.Template(template).AddressedTo(to) with
        {
            ProductPolicy = policy,
            MessageActivitySharing = shareActivity,
        };
        MessageRules.Ensure(message);
        return PacedAsync(SendMarketing.At(phoneNumberId), message, phoneNumberId, to.Id, cancellationToken);
    }

    /// <summary>Sends a message that was encrypted with Meta's key; the answer is encrypted as well.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Encrypted Messages.</remarks>
    public Task<EncryptedMessage> SendEncryptedAsync(
        string phoneNumberId,
        string encryptedContents,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(encryptedContents);
        return PacedAsync(
            SendEncrypted.At(phoneNumberId),
            new() { EncryptedContents = encryptedContents },
            phoneNumberId,
            null,
            cancellationToken
        );
    }
}
