namespace Patchbay.Server.Intake;

/// <summary>
/// One event cut out of a payload: Meta's payload reduced to this event, and a key that recognizes repetitions.
/// </summary>
/// <param name="Object">Meta's name for the kind of account, such as <c>whatsapp_business_account</c>.</param>
/// <param name="EntryId">Meta's id of the account: a WhatsApp account, a page or an Instagram account.</param>
/// <param name="NumberId">Meta's id of the WhatsApp number; null when the event names none.</param>
/// <param name="Field">Meta's name for the kind of change, such as <c>messages</c>.</param>
/// <param name="Kind">One of <see cref="InboundKind"/>.</param>
/// <param name="Key">
/// The key of the event. It is the same whenever the event comes again, also in a body with other events.
/// </param>
/// <param name="Change">The payload, which may be a part of the original body.</param>
public sealed record SplitEvent(
    string Object,
    string EntryId,
    string? NumberId,
    string Field,
    string Kind,
    Guid Key,
    ReadOnlyMemory<byte> Change
);
