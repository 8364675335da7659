namespace Patchbay.Graph.Messages;

public sealed partial record OutgoingMessage
{
    /// <summary>Quotes an earlier message of the same chat. Reactions cannot quote.</summary>
    /// <param name="messageId">The quoted message, at most 30 days old.</param>
    public OutgoingMessage InReplyTo(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return this with { Context = new() { MessageId = messageId } };
    }

    /// <summary>Adds data that comes back in every status of the message; put your own id here to find it after a lost answer.</summary>
    /// <param name="data">At most 512 characters.</param>
    public OutgoingMessage WithCallbackData(string data)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(data);
        return this with { BizOpaqueCallbackData = data };
    }

    /// <summary>Sends only while the recipient's identity still has this hash.</summary>
    /// <param name="hash">The hash from a webhook's contact.</param>
    public OutgoingMessage ForIdentity(string hash)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(hash);
        return this with { RecipientIdentityKeyHash = hash };
    }

    /// <summary>Names the kind only: recipient and contents are personal.</summary>
    public override string ToString() => $"{Type?.Value} message";

    internal OutgoingMessage AddressedTo(Recipient recipient) =>
        this with
        {
            RecipientType = recipient.Type,
            To = recipient.To,
            Recipient = recipient.UserId,
        };
}
