namespace Patchbay.Graph.Messages;

public sealed partial record OutgoingMessage
{
    /// <summary>Quotes an earlier message of the same chat.</summary>
    /// <param name="messageId">Id of the quoted message, at most 30 days old.</param>
    /// <remarks>Reactions cannot quote.</remarks>
    public OutgoingMessage InReplyTo(string messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        return this with { Context = new() { MessageId = messageId } };
    }

    /// <summary>Adds data that is returned in every status of the message.</summary>
    /// <param name="data">The data, at most 512 characters.</param>
    /// <remarks>Put your own id here to find the message after a lost answer.</remarks>
    public OutgoingMessage WithCallbackData(string data)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(data);
        return this with { BizOpaqueCallbackData = data };
    }

    /// <summary>Sends the message only if the recipient's identity still has this hash.</summary>
    /// <param name="hash">The hash from a contact in a webhook.</param>
    public OutgoingMessage ForIdentity(string hash)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(hash);
        return this with { RecipientIdentityKeyHash = hash };
    }

    /// <summary>Shows only the kind of message, because recipient and contents are personal.</summary>
    public override string ToString() => $"{Type?.Value} message";

    internal OutgoingMessage AddressedTo(Recipient recipient) =>
        this with
        {
            RecipientType = recipient.Type,
            To = recipient.To,
            Recipient = recipient.UserId,
        };
}
