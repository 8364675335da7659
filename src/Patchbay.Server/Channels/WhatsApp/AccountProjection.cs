using System.Text.Json;
using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Projections;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Account events that suspend connections or make them good again.</summary>
internal sealed class AccountProjection(
    PhoneStore phones,
    ConnectionStore connections,
    ConnectionAudit audit,
    ConnectionEvents told,
    OutgoingEvents events
)
{
    public async Task UpdatedAsync(DbSession session, InboundEventRow row, Owner owner, JsonElement value)
    {
        if (owner.WabaId is not { } wabaId || ProviderAccountRules.Judge(value) is not { } verdict)
            return;
        foreach (var phone in await phones.OfWabaAsync(session, owner.Tenant, wabaId))
        {
            if (verdict.Number is null || MetaJson.Digits(phone.PhoneNumber) == verdict.Number)
                await ApplyAsync(session, row, phone, verdict);
        }
    }

    private async Task ApplyAsync(DbSession session, InboundEventRow row, PhoneRow phone, AccountVerdict verdict)
    {
        var before = await connections.FindAsync(session, phone.Tenant, phone.ConnectionId);
        // Told once: an event that comes on top of another changes nothing, and the end of one reason is not that of another.
        var isNews = verdict.Restores
            ? await connections.RestoreAsync(session, phone.Tenant, phone.ConnectionId, verdict.Reason)
            : await connections.SuspendAsync(session, phone.Tenant, phone.ConnectionId, verdict.Reason);
        if (!isNews)
            return;
        var status = verdict.Restores ? ConnectionStatus.Connected : ConnectionStatus.Suspended;
        await audit.StatusAsync(session, before!, Actor.Meta, status, verdict.Reason);
        await told.UpdatedAsync(session, before!, phone, status, verdict.Reason);
        if (verdict.Restores)
            return;
        Publish(session, row, phone, verdict, EventNames.ConnectionSuspended);
        if (verdict.IsGone)
            Publish(session, row, phone, verdict, EventNames.PhoneNumberDisconnected);
    }

    private void Publish(DbSession session, InboundEventRow row, PhoneRow phone, AccountVerdict verdict, string name) =>
        events.Publish(
            session,
            phone.Tenant,
            new NewEvent(
                name,
                row.ReceivedAt,
                Wire.Text(
                    new SuspendedEvent(
                        phone.ConnectionId,
                        phone.Id,
                        phone.PhoneNumber,
                        phone.WabaId,
                        phone.ExternalId,
                        verdict.Reason
                    ),
                    InboundJson.Default.SuspendedEvent
                )
            )
            {
                PhoneId = phone.Id,
                WabaId = phone.WabaId,
                MetaPayload = row.Change,
            }
        );
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
