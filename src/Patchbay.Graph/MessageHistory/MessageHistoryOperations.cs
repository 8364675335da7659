using Json = Patchbay.Graph.MessageHistory.MessageHistoryJson;

namespace Patchbay.Graph.MessageHistory;

/// <summary>The delivery history of messages, where Meta has enabled it.</summary>
/// <remarks>It is the only way to recover lost status webhooks.</remarks>
public sealed class MessageHistoryOperations
{
    internal static readonly GraphOperation<ListMessageRecords, Page<MessageRecord>> List = new(
        "getMessageHistory",
        HttpMethod.Get,
        "{phone_number_id}/message_history",
        Json.Default.ListMessageRecords,
        Json.Default.PageMessageRecord
    );

    internal static readonly GraphOperation<ListMessageEvents, Page<MessageEventEdge>> ListEvents = new(
        "getMessageHistoryEvents",
        HttpMethod.Get,
        "{message_history_id}/events",
        Json.Default.ListMessageEvents,
        Json.Default.PageMessageEventEdge
    );

    private readonly GraphSession _session;

    internal MessageHistoryOperations(GraphSession session) => _session = session;

    /// <summary>Lists a number's messages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Message History.</remarks>
    public Task<Page<MessageRecord>> ListAsync(
        string phoneNumberId,
        ListMessageRecords? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Lists a number's messages, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Message History.</remarks>
    public IAsyncEnumerable<MessageRecord> ListAllAsync(
        string phoneNumberId,
        ListMessageRecords? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Lists the delivery events of one message.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Message History Events.</remarks>
    public Task<Page<MessageEventEdge>> ListEventsAsync(
        string messageHistoryId,
        ListMessageEvents? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListEvents.At(messageHistoryId), query ?? new(), cancellationToken);

    /// <summary>Lists the delivery events of one message, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Message History Events.</remarks>
    public IAsyncEnumerable<MessageEventEdge> ListEventsAllAsync(
        string messageHistoryId,
        ListMessageEvents? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListEvents.At(messageHistoryId), query ?? new(), cancellationToken);
}
