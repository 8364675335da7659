using System.Text.Json;
using System.Text.Json.Serialization;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
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
    public IReadOnlyList<MessageRow> Messages { get; init; } = [];

    /// <summary>The ids of the batch's messages that are new to the history.</summary>
    public required IReadOnlySet<Guid> Added { get; init; }

    /// <summary>The reported status; null for other events.</summary>
    public StatusWork? Status { get; init; }

    /// <summary>The message of the status; null when another system sent it.</summary>
    public MessageRow? StatusMessage { get; init; }

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
