using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Stores and publishes the statuses of sent messages.</summary>
internal sealed class StatusProjection(MessageStore messages, OutgoingEvents events)
{
    /// <summary>The status in an event, which holds one status only; null when it names no message.</summary>
    public static StatusWork? Read(PhoneRow phone, JsonElement value)
    {
        var item = value.GetProperty("statuses")[0];
        if (item.Text("id") is not { } wamid || item.Text("status") is not { } name)
            return null;
        Guid? ours = Guid.TryParse(item.Text("biz_opaque_callback_data"), out var id) ? id : null;
        return new(new(phone.Id, wamid, ours), name, item);
    }

    /// <summary>
    /// Updates the status of a message and publishes the change. The change is also published when another system that
    /// shares the number sent the message.
    /// </summary>
    public void Advance(DbSession session, WhatsAppWork work, StatusWork status)
    {
        if (work.Owner.Phone is not { } phone || work.Outcome is not { } outcome)
            return;
        if (outcome.Known is { } known)
            Keep(session, phone, outcome, ChangeOf(known, status, outcome));
        var at = status.Item.Instant(work.Row.ReceivedAt) ?? work.Row.ReceivedAt;
        var data = EventOf(outcome, phone, status) with { Timestamp = at };
        if (outcome.IsLateFailure)
            TellLateFailure(session, work, outcome, data, EventOf(outcome.InVersion1(), phone, status));
        else if (EventNames.OfStatus(status.Name) is { } name)
            work.TellMessage(session, events, name, data, outcome.Message);
    }

    private void Keep(DbSession session, PhoneRow phone, StatusOutcome outcome, StatusChange change)
    {
        messages.Advance(session, change);
        if (
            change.BusinessScopedUserId is { } user
            && outcome.Message.Direction == MessageDirection.Outbound
            && PersonRules.NumberOf(outcome.Message) is { } number
        )
        {
            var person = new KnownPerson
            {
                PhoneId = phone.Id,
                UserId = user,
                Contact = number,
            };
            messages.Know(session, person);
        }
    }

    private static StatusChange ChangeOf(MessageRow known, StatusWork status, StatusOutcome outcome)
    {
        var (message, error) = (outcome.Message, outcome.Error);
        var stored = error is null ? null : Wire.Text(error, MessageJson.Default.MessageError);
        return new(known.Id, status.Name, status.Subject.ProviderMessageId, stored)
        {
            Details = message.Details == known.Details ? null : message.Details,
            ContactId = message.ContactId,
            ContactName = message.ContactName,
            Username = message.Username,
            BusinessScopedUserId = known.BusinessScopedUserId is null ? message.BusinessScopedUserId : null,
        };
    }

    // The message arrived, and that stays the latest word: the errors come with the status that it has. Version 1 told
    // the failure.
    private void TellLateFailure(
        DbSession session,
        WhatsAppWork work,
        StatusOutcome outcome,
        MessageEvent data,
        MessageEvent first
    )
    {
        var firstData = first with { AccountId = work.AccountId, Timestamp = data.Timestamp };
        var version1 = new EventVersion(
            EventNames.MessageFailed,
            Wire.Text(firstData, MessageJson.Default.MessageEvent)
        );
        var name = EventNames.OfStatus(outcome.Message.Status) ?? EventNames.MessageRead;
        var standing = data with { Status = outcome.Message.Status, Error = null };
        work.TellMessage(session, events, name, standing, outcome.Message, version1);
    }

    private static MessageEvent EventOf(StatusOutcome outcome, PhoneRow phone, StatusWork status)
    {
        var message = outcome.IsLong ? outcome.Message with { Content = "{}" } : outcome.Message;
        var data = MessageProjection.EventOf(message, phone, outcome.Told) with
        {
            Wamid = status.Subject.ProviderMessageId,
            Status = status.Name,
            Error = outcome.Error,
        };
        return outcome.Known is null ? data with { MessageId = null, Type = null, Content = null }
            : outcome.IsLong ? data with { Content = null }
            : data;
    }
}
