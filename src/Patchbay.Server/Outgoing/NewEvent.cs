namespace Patchbay.Server.Outgoing;

/// <summary>Something that happened, to be published to a tenant's endpoints.</summary>
/// <param name="Type">One of <see cref="EventNames"/>.</param>
/// <param name="OccurredAt">When it happened, as far as known.</param>
/// <param name="DataJson">The <c>data</c> member, as JSON.</param>
public sealed record NewEvent(string Type, DateTimeOffset OccurredAt, string DataJson)
{
    /// <summary>The number of the event; endpoints bound to another number do not get the event.</summary>
    public Guid? PhoneId { get; init; }

    /// <summary>The WhatsApp account of the event.</summary>
    public Guid? WabaId { get; init; }

    /// <summary>Meta's own payload. Endpoints of format <c>meta</c> get only events that have a payload.</summary>
    public byte[]? MetaPayload { get; init; }

    /// <summary>
    /// The person that the event is about, by Meta's id. With the number or the connection, the person makes up the
    /// conversation.
    /// </summary>
    public string? Contact { get; init; }

    /// <summary>The connection, or the e-mail account, of a conversation that has no number.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The channel it belongs to; null for an event of none, such as one about an endpoint.</summary>
    public string? Channel { get; init; }

    /// <summary>
    /// The event as endpoints of payload version 1 get it; null when that follows from <see cref="Type"/> and
    /// <see cref="DataJson"/>.
    /// </summary>
    public EventVersion? Version1 { get; init; }
}

/// <summary>An event as endpoints of an earlier payload version get it.</summary>
/// <param name="Type">Its name in that version.</param>
/// <param name="DataJson">Its <c>data</c> member in that version, as JSON.</param>
public sealed record EventVersion(string Type, string DataJson);
