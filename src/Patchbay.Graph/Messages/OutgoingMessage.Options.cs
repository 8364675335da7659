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

    /// <summary>Sends the message with Direct Send, which needs neither a template nor an open window.</summary>
    /// <param name="category">The category. Meta offers utility to businesses with a limit of 100,000 or more.</param>
    /// <param name="timeToLive">How long Meta tries to deliver it: 30 seconds to 12 hours, 15 minutes for
    /// codes.</param>
    /// <param name="templateName">Name of the template that Meta matches; utility only.</param>
    public OutgoingMessage AsDirectSend(
        DirectSendCategory category,
        TimeSpan? timeToLive = null,
        string? templateName = null
    ) =>
        this with
        {
            Category = category,
            TtlSeconds = (int?)timeToLive?.TotalSeconds,
            DirectSendConfig = templateName is null ? null : new() { TemplateName = templateName },
        };

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
