using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>Publishes that the WhatsApp Business app of a number left the platform or came back.</summary>
internal sealed class Offboarding(OutgoingEvents events)
{
    public void Publish(DbSession session, WhatsAppWork work, PhoneRow phone, AccountVerdict verdict)
    {
        var info = work.Value.Member("disconnection_info");
        var data = new OffboardedEvent
        {
            ConnectionId = phone.ConnectionId,
            PhoneNumberId = phone.Id,
            PhoneNumber = phone.PhoneNumber,
            WabaId = phone.WabaId,
            ExternalId = phone.ExternalId,
            Metadata = JsonLists.Raw(phone.Metadata),
            Event = work.Value.Text("event") ?? "",
            Reason = info.Text("reason"),
            InitiatedBy = info.Text("initiated_by"),
            IsSignUpNeeded = verdict.IsGone,
        };
        var name = verdict.Restores ? EventNames.PhoneNumberReconnected : EventNames.PhoneNumberOffboarded;
        var text = Wire.Text(data, CoexistenceEventJson.Default.OffboardedEvent);
        var e = new NewEvent(name, work.Row.ReceivedAt, text)
        {
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Channel = WhatsAppKind.Settings.Name,
        };
        work.Tell(session, events, e);
    }
}

/// <summary>Data of <c>phone_number.offboarded</c> and <c>phone_number.reconnected</c>.</summary>
public sealed record OffboardedEvent
{
    public required string ConnectionId { get; init; }
    public required Guid PhoneNumberId { get; init; }
    public required string PhoneNumber { get; init; }
    public required Guid WabaId { get; init; }
    public string? ExternalId { get; init; }
    public JsonElement? Metadata { get; init; }

    /// <summary>Meta's name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>Meta's reason, when Meta gives one.</summary>
    public string? Reason { get; init; }

    /// <summary>Meta's word for who ended it: <c>USER</c> or <c>SYSTEM</c>.</summary>
    public string? InitiatedBy { get; init; }

    /// <summary>True when only another sign-up brings the number back.</summary>
    public required bool IsSignUpNeeded { get; init; }
}
