using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Applies WhatsApp's events by their kind.</summary>
internal sealed class WhatsAppEvents(
    MessageProjection messages,
    StatusProjection statuses,
    PhoneProjection phones,
    AccountProjection accounts,
    PhoneStore stored,
    HistoryProgress history,
    ContactProjection contacts,
    OutgoingEvents events
)
{
    public async Task ApplyAsync(DbSession session, WhatsAppWork work)
    {
        switch (work.Row)
        {
            case { Kind: InboundKind.Message, Field: "messages" } when work.Messages is [_, ..]:
                messages.Receive(session, work);
                break;
            case { Kind: InboundKind.Status, Field: "messages" } when work.Status is { } status:
                statuses.Advance(session, work, status);
                break;
            case { Field: "smb_message_echoes" } when work.Owner.Phone is not null:
                messages.Tell(session, work);
                break;
            case { Field: "phone_number_quality_update" or "phone_number_name_update" }:
                await phones.UpdatedAsync(session, work);
                break;
            case { Field: "smb_app_state_sync" }:
                if (!await contacts.TakeAsync(session, work, AsAccountUpdated(work)))
                    Forward(session, work, work.Owner.PhoneId);
                break;
            default:
                await AccountChangedAsync(session, work);
                Forward(session, work, await PhoneIdOfAsync(session, work));
                break;
        }
    }

    private async Task AccountChangedAsync(DbSession session, WhatsAppWork work)
    {
        if (work.Row.Field == "business_capability_update")
            await phones.LimitedAsync(session, work);
        if (work.Row.Field == "history")
            await history.TakeAsync(session, work);
        if (work.Row.Field == "account_update")
            await accounts.UpdatedAsync(session, work);
    }

    // Some changes of an account are about one of its numbers, which their value names.
    private async Task<Guid?> PhoneIdOfAsync(DbSession session, WhatsAppWork work)
    {
        var named = EventNaming.NumberOf(work.Row.Field, work.Value);
        if (work.Owner.PhoneId is not null || named is null)
            return work.Owner.PhoneId;
        var numbers = await stored.OfWabaAsync(session, work.Owner.Tenant, work.Owner.WabaId);
        return numbers
            .FirstOrDefault(phone =>
                phone.MetaPhoneNumberId == named || MetaJson.Digits(phone.PhoneNumber) == MetaJson.Digits(named)
            )
            ?.Id;
    }

    private static EventVersion AsAccountUpdated(WhatsAppWork work) =>
        new(EventNames.AccountUpdated, TextOf(work, work.Owner.PhoneId));

    private static string TextOf(WhatsAppWork work, Guid? phoneId)
    {
        var data = new ForwardedEvent(phoneId, work.Owner.WabaId, work.Row.Field, work.Value);
        return Wire.Text(data, WhatsAppEventJson.Default.ForwardedEvent);
    }

    // Kinds without an event shape of their own are forwarded as Meta wrote them.
    private void Forward(DbSession session, WhatsAppWork work, Guid? phoneId)
    {
        var (owner, row) = (work.Owner, work.Row);
        var text = TextOf(work, phoneId);
        var name = EventNaming.NameOf(row.Field, work.Value);
        var e = new NewEvent(name, row.ReceivedAt, text)
        {
            PhoneId = phoneId,
            WabaId = owner.WabaId,
            MetaPayload = row.Change,
            Contact = EventNaming.ContactOf(row.Field, work.Value),
            Version1 = EventNaming.FirstNameOf(row.Field, name) is { } first ? new(first, text) : null,
        };
        work.Tell(session, events, e);
    }
}
