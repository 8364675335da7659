using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.WhatsApp.Coexistence;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Applies the account events that suspend or restore connections.</summary>
internal sealed class AccountProjection(
    PhoneStore phones,
    ConnectionStore connections,
    ConnectionAudit audit,
    ConnectionEvents told,
    Offboarding offboarding,
    OutgoingEvents events
)
{
    public async Task UpdatedAsync(DbSession session, WhatsAppWork work)
    {
        if (ProviderAccountRules.Judge(work.Value) is not { } verdict)
            return;
        var all = await phones.OfWabaAsync(session, work.Owner.Tenant, work.Owner.WabaId);
        foreach (var phone in Meant(all, verdict))
        {
            if (verdict.IsOfBusinessApp)
                offboarding.Publish(session, work, phone, verdict);
            await ApplyAsync(session, work.Row, phone, verdict);
        }
    }

    // Meta names no number when a business app leaves or comes back.
    private static IEnumerable<PhoneRow> Meant(IReadOnlyList<PhoneRow> all, AccountVerdict verdict)
    {
        if (verdict.Number is { } number)
            return all.Where(phone => MetaJson.Digits(phone.PhoneNumber) == number);
        return verdict.IsOfBusinessApp && all.Any(phone => phone.IsCoexistence)
            ? all.Where(phone => phone.IsCoexistence)
            : all;
    }

    private async Task ApplyAsync(DbSession session, InboundEventRow row, PhoneRow phone, AccountVerdict verdict)
    {
        if (await connections.FindAsync(session, phone.Tenant, phone.ConnectionId) is not { } before)
            return;
        if (!await ChangeAsync(session, phone, verdict))
            return;
        if (verdict.Restores)
        {
            // The last live check is about the time of the suspension.
            await connections.ForgetCheckAsync(session, phone.ConnectionId);
            await connections.CheckSoonAsync(session, phone.ConnectionId);
        }
        var status = verdict.Restores ? ConnectionStatus.Connected : ConnectionStatus.Suspended;
        await audit.StatusAsync(session, before, Actor.Meta, status, verdict.Reason);
        await told.UpdatedAsync(session, before, phone, status, verdict.Reason);
        if (verdict.Restores)
            return;
        Publish(session, row, phone, verdict, EventNames.ConnectionSuspended);
        if (verdict.IsGone)
            Publish(session, row, phone, verdict, EventNames.PhoneNumberDisconnected);
    }

    // Published once: a second suspension reason changes nothing, and only the end of the first reason restores.
    private Task<bool> ChangeAsync(DbSession session, PhoneRow phone, AccountVerdict verdict) =>
        verdict.Restores
            ? connections.RestoreAsync(session, phone.Tenant, phone.ConnectionId, verdict.Reason)
            : connections.SuspendAsync(session, phone.Tenant, phone.ConnectionId, verdict.Reason);

    private void Publish(DbSession session, InboundEventRow row, PhoneRow phone, AccountVerdict verdict, string name)
    {
        var data = new SuspendedEvent(
            phone.ConnectionId,
            phone.Id,
            phone.PhoneNumber,
            phone.WabaId,
            phone.ExternalId,
            verdict.Reason
        );
        var text = Wire.Text(data, WhatsAppEventJson.Default.SuspendedEvent);
        var e = new NewEvent(name, row.ReceivedAt, text)
        {
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            // Each number of the account has events of its own.
            MetaPayload = row.Change.Length <= InboundWork.LongestRepeated ? row.Change : null,
            Channel = PhoneChannel.Name,
        };
        events.Publish(session, phone.Tenant, e);
    }
}

/// <summary>Data of <c>connection.suspended</c> and <c>phone_number.disconnected</c>.</summary>
public sealed record SuspendedEvent(
    string ConnectionId,
    Guid PhoneNumberId,
    string PhoneNumber,
    Guid WabaId,
    string? ExternalId,
    string Reason
);
