namespace Patchbay.Graph.Webhooks;

/// <content>Shortcuts to the contents that most receivers need.</content>
public sealed partial record WebhookPayload
{
    /// <summary>
    /// Returns every received WhatsApp message of all entries and changes, with the number that received it.
    /// </summary>
    /// <remarks>Echoes and history are not included.</remarks>
    public IEnumerable<Received<InboundMessage>> ReceivedMessages() =>
        MessagingValues().SelectMany(v => (v.Messages ?? []).Select(m => new Received<InboundMessage>(m, v)));

    /// <summary>
    /// Returns every WhatsApp status of all entries and changes, with the number that sent the message.
    /// </summary>
    public IEnumerable<Received<MessageStatus>> MessageStatuses() =>
        MessagingValues().SelectMany(v => (v.Statuses ?? []).Select(s => new Received<MessageStatus>(s, v)));

    /// <summary>Returns every Messenger and Instagram event of the conversations that this app controls.</summary>
    public IEnumerable<Messenger.MessagingEvent> MessagingEvents() => Entry.SelectMany(e => e.Messaging ?? []);

    private IEnumerable<MessagingValue> MessagingValues() =>
        Entry.SelectMany(e => e.AllChanges()).Select(c => c.Value).OfType<MessagingValue>();
}

/// <content>All changes of an entry, in both forms that Meta uses.</content>
public sealed partial record WebhookEntry
{
    /// <summary>Returns every change, including the change that Instagram writes into the entry itself.</summary>
    public IEnumerable<WebhookChange> AllChanges() =>
        Field is null || Value is not { } value
            ? Changes ?? []
            : [.. Changes ?? [], WebhookChangeConverter.Of(Field, value)];
}

/// <summary>A received item, with the change that contained it.</summary>
/// <param name="Item">The message or status.</param>
/// <param name="Value">Value of the change, with the number and the users.</param>
public sealed record Received<T>(T Item, MessagingValue Value)
{
    /// <summary>Id of the business's number.</summary>
    /// <remarks>Use it as the key, never the number's digits.</remarks>
    public string? PhoneNumberId => Value.Metadata?.PhoneNumberId;
}
