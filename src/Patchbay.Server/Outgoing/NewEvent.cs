namespace Patchbay.Server.Outgoing;

/// <summary>Something that happened and that customers may want to hear of.</summary>
/// <param name="Type">One of <see cref="EventNames"/>.</param>
/// <param name="OccurredAt">When it happened, as far as known.</param>
/// <param name="PhoneId">The number it belongs to; endpoints bound to another number do not get it.</param>
/// <param name="WabaId">The WhatsApp account it belongs to.</param>
/// <param name="DataJson">The <c>data</c> member, as JSON.</param>
/// <param name="MetaPayload">Meta's own payload, for endpoints of format <c>meta</c>; they get only events that have one.</param>
/// <param name="Contact">The person it is about, in the form Meta names them; with the number or the connection, the conversation.</param>
/// <param name="ConnectionId">The connection, or the e-mail account, whose conversation it belongs to, where there is no number.</param>
public sealed record NewEvent(
    string Type,
    DateTimeOffset OccurredAt,
    Guid? PhoneId,
    Guid? WabaId,
    string DataJson,
    byte[]? MetaPayload,
    string? Contact = null,
    string? ConnectionId = null
);
