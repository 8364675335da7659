using System.Text.Json;
using System.Text.Json.Nodes;
using Json = Patchbay.Graph.Messages.MessagesJson;

namespace Patchbay.Graph.Messages;

/// <summary>Sending messages and marking received messages as read.</summary>
/// <remarks>A send is never repeated when its outcome is unknown.</remarks>
public sealed partial class MessageOperations
{
    internal static readonly GraphOperation<OutgoingMessage, SentMessage> Send = new(
        "sendMessage",
        HttpMethod.Post,
        "{phone_number_id}/messages",
        Json.Default.OutgoingMessage,
        Json.Default.SentMessage
    );

    internal static readonly GraphOperation<JsonObject, SentMessage> SendRaw = new(
        "sendMessage",
        HttpMethod.Post,
        "{phone_number_id}/messages",
        CoreJson.Default.JsonObject,
        Json.Default.SentMessage
    );

    internal static readonly GraphOperation<ReadMark, Acknowledgement> MarkRead = new(
        "sendMessage",
        HttpMethod.Post,
        "{phone_number_id}/messages",
        Json.Default.ReadMark,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal MessageOperations(GraphSession session) => _session = session;

    /// <summary>
    /// Sends a message; an answer means that Meta accepted it, and status webhooks report the delivery.
    /// </summary>
    /// <param name="phoneNumberId">Id of the sending number.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="message">The message, made by <see cref="Message"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidMessageException">
    /// The message breaks Meta's limits. It lists all faults, before any call.
    /// </exception>
    /// <exception cref="GraphApiException">
    /// Meta refused: 131030 not on the test list, 131056 too fast for this user, 130429 too fast for this number, and
    /// more.
    /// </exception>
    /// <exception cref="GraphTransportException">
    /// No answer arrived. The message may have been sent when <see cref="GraphException.OutcomeUnknown"/> is true.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Messages.</remarks>
    public Task<SentMessage> SendAsync(
        string phoneNumberId,
        Recipient to,
        OutgoingMessage message,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(message);
        MessageRules.Ensure(message);
        return PacedAsync(Send.At(phoneNumberId), message.AddressedTo(to), phoneNumberId, to.Id, cancellationToken);
    }

    /// <summary>Sends a message object in Meta's own shape; the client does not check its contents.</summary>
    /// <param name="phoneNumberId">Id of the sending number.</param>
    /// <param name="message">
    /// The object, with its recipient. <c>messaging_product</c> is added when missing. The object itself is not
    /// changed.
    /// </param>
    /// <param name="callbackData">
    /// Sent as <c>biz_opaque_callback_data</c>, in place of any existing value; at most 512 characters.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Messages.</remarks>
    public Task<SentMessage> SendRawAsync(
        string phoneNumberId,
        JsonObject message,
        string? callbackData = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        var copy = (JsonObject)message.DeepClone();
        copy.TryAdd("messaging_product", "whatsapp");
        if (callbackData is not null)
            copy["biz_opaque_callback_data"] = callbackData;
        // Read marks and typing indicators use the same endpoint. They have a status and are not messages.
        return copy.ContainsKey("status")
            ? _session.CallAsync(SendRaw.At(phoneNumberId), copy, cancellationToken)
            : PacedAsync(
                SendRaw.At(phoneNumberId),
                copy,
                phoneNumberId,
                Text(copy["to"]) ?? Text(copy["recipient"]),
                cancellationToken
            );
    }

    /// <summary>Sends a message object in Meta's own shape; the client does not check its contents.</summary>
    /// <exception cref="ArgumentException">The message is not a JSON object.</exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Messages.</remarks>
    public Task<SentMessage> SendRawAsync(
        string phoneNumberId,
        JsonElement message,
        string? callbackData = null,
        CancellationToken cancellationToken = default
    )
    {
        if (message.ValueKind is not JsonValueKind.Object)
            throw new ArgumentException("The message must be a JSON object.", nameof(message));
        return SendRawAsync(phoneNumberId, JsonObject.Create(message)!, callbackData, cancellationToken);
    }

    /// <summary>Marks a received message and all earlier messages as read.</summary>
    /// <param name="phoneNumberId">Id of the number that received the message.</param>
    /// <param name="messageId">Id of the message, at most 30 days old.</param>
    /// <param name="showTyping">Also shows a typing indicator, for up to 25 seconds or until a message is sent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Messages.</remarks>
    public Task<Acknowledgement> MarkReadAsync(
        string phoneNumberId,
        string messageId,
        bool showTyping = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        var mark = new ReadMark { MessageId = messageId, TypingIndicator = showTyping ? new() : null };
        return _session.CallAsync(MarkRead.At(phoneNumberId), mark, cancellationToken);
    }

    private static string? Text(JsonNode? member) =>
        member is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Makes the call, and waits for the pacer first when the options have a pacer.</summary>
    private Task<TAnswer> PacedAsync<TRequest, TAnswer>(
        GraphCall<TRequest, TAnswer> call,
        TRequest message,
        string phoneNumberId,
        string? recipient,
        CancellationToken cancellationToken
    ) =>
        _session.Transport.Options.Pacer is { } pacer
            ? HeldAsync(pacer, call, message, phoneNumberId, recipient, cancellationToken)
            : _session.CallAsync(call, message, cancellationToken);

    private async Task<TAnswer> HeldAsync<TRequest, TAnswer>(
        SendPacer pacer,
        GraphCall<TRequest, TAnswer> call,
        TRequest message,
        string phoneNumberId,
        string? recipient,
        CancellationToken cancellationToken
    )
    {
        await pacer.WaitAsync(phoneNumberId, recipient, cancellationToken).ConfigureAwait(false);
        return await _session.CallAsync(call, message, cancellationToken).ConfigureAwait(false);
    }
}
