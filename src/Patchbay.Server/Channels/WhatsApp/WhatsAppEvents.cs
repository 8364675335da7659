using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Applies WhatsApp's events by their kind.</summary>
internal sealed class WhatsAppEvents(
    MessageProjection messages,
    CoexistenceProjection coexistence,
    PhoneProjection phones,
    AccountProjection accounts,
    OutgoingEvents events
)
{
    public async Task ApplyAsync(DbSession session, WhatsAppWork work)
    {
        switch (work.Row)
        {
            case { Kind: InboundKind.Message, Field: "messages" } when work.Messages is [var message, ..]:
                messages.Receive(session, work, message);
                break;
            case { Kind: InboundKind.Status, Field: "messages" } when work.Status is { } status:
                messages.Advance(session, work, status);
                break;
            case { Field: "smb_message_echoes" } when work.Owner.Phone is not null:
                coexistence.Tell(session, work);
                break;
            case { Field: "phone_number_quality_update" or "phone_number_name_update" }:
                await phones.UpdatedAsync(session, work);
                break;
            case { Field: "message_template_status_update" }:
                Forward(session, work, EventNames.TemplateStatusUpdated);
                break;
            default:
                await AccountChangedAsync(session, work);
                Forward(session, work, EventNames.AccountUpdated);
                break;
        }
    }

    private async Task AccountChangedAsync(DbSession session, WhatsAppWork work)
    {
        if (work.Row.Field == "business_capability_update")
            await phones.LimitedAsync(session, work);
        if (work.Row.Field == "account_update")
            await accounts.UpdatedAsync(session, work);
    }

    // Kinds without an event shape of their own are forwarded as Meta wrote them.
    private void Forward(DbSession session, WhatsAppWork work, string name)
    {
        var (owner, row) = (work.Owner, work.Row);
        var data = new ForwardedEvent(owner.PhoneId, owner.WabaId, row.Field, work.Value);
        var text = Wire.Text(data, WhatsAppEventJson.Default.ForwardedEvent);
        var e = new NewEvent(name, row.ReceivedAt, text)
        {
            PhoneId = owner.PhoneId,
            WabaId = owner.WabaId,
            MetaPayload = row.Change,
        };
        work.Tell(session, events, e);
    }
}
