using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>The owner of a number's event, or of a WhatsApp account's event that names no number.</summary>
internal sealed record WhatsAppOwner(Tenant Tenant, PhoneRow? Phone, Guid WabaId) : Owner(Tenant, PhoneChannel.Name)
{
    public Guid? PhoneId => Phone?.Id;
}

/// <summary>An event of WhatsApp for one owner.</summary>
internal sealed class WhatsAppWork(OwnedEvent owned, Func<DbSession, WhatsAppWork, Task> apply) : InboundWork(owned)
{
    public new WhatsAppOwner Owner => (WhatsAppOwner)base.Owner;

    /// <summary>The change's value as Meta wrote it.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>The id of the number's account; null for a number without an account.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The messages in the event.</summary>
    public IReadOnlyList<ReadMessage> Messages { get; init; } = [];

    /// <summary>
    /// The messages of the batch as the history has them after each arrival, by the id of the arrival's row. What the
    /// history had already is missing.
    /// </summary>
    public required IReadOnlyDictionary<Guid, MessageRow> Standing { get; init; }

    /// <summary>The numbers of the batch's people of whom an event names only the user id.</summary>
    public required PersonNumbers Numbers { get; init; }

    /// <summary>The reported status; null for other events.</summary>
    public StatusWork? Status { get; init; }

    /// <summary>What the status makes of its message.</summary>
    public StatusOutcome? Outcome { get; init; }

    /// <summary>The person of a message, by whom windows and conversations are known.</summary>
    public string? PersonOf(MessageRow message) => Numbers.PersonOf(message);

    /// <summary>Publishes an event about a message.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="events">Where events are published.</param>
    /// <param name="name">One of <see cref="EventNames"/>.</param>
    /// <param name="data">The event's data.</param>
    /// <param name="message">The message.</param>
    /// <param name="version1">The event in payload version 1, where it is another one.</param>
    public void TellMessage(
        DbSession session,
        OutgoingEvents events,
        string name,
        MessageEvent data,
        MessageRow message,
        EventVersion? version1 = null
    )
    {
        var text = Wire.Text(data with { AccountId = AccountId }, MessageJson.Default.MessageEvent);
        var e = new NewEvent(name, data.Timestamp, text)
        {
            PhoneId = message.PhoneId,
            WabaId = message.WabaId,
            MetaPayload = Row.Change,
            Contact = data.GroupId ?? PersonOf(message),
            Version1 = version1,
        };
        Tell(session, events, e);
    }

    public override Task ApplyAsync(DbSession session) => apply(session, this);
}

/// <summary>A status with the message it is about.</summary>
internal sealed record StatusWork(StatusSubject Subject, string Name, JsonElement Item);

/// <summary>Data of an event that is forwarded as Meta wrote it.</summary>
public sealed record ForwardedEvent(Guid? PhoneNumberId, Guid? WabaId, string Field, JsonElement Value);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ForwardedEvent))]
[JsonSerializable(typeof(PhoneUpdatedEvent))]
[JsonSerializable(typeof(SuspendedEvent))]
internal sealed partial class WhatsAppEventJson : JsonSerializerContext;
