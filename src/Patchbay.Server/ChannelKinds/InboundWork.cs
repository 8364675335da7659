using Patchbay.Server.Intake;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;

namespace Patchbay.Server.ChannelKinds;

/// <summary>A received event that was read for one owner and can now be applied.</summary>
internal abstract class InboundWork(OwnedEvent owned)
{
    public InboundEventRow Row => owned.Row;
    public Owner Owner => owned.Owner;

    /// <summary>False when the account is inactive: its events are stored but not published.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>
    /// Stores and publishes what follows from the event. Events of a batch are applied in the order of their arrival.
    /// </summary>
    public abstract Task ApplyAsync(DbSession session);

    /// <summary>
    /// The longest payload that is stored with each of several events that follow from it. A longer one is stored with
    /// the first event only.
    /// </summary>
    public const int LongestRepeated = 4096;

    /// <summary>The longest content that an event about the status of a message shows again.</summary>
    public const int LongestShownAgain = 2048;

    private bool _isPayloadStored;

    /// <summary>Publishes an event to the owner's endpoints, unless the account is inactive.</summary>
    public void Tell(DbSession session, OutgoingEvents events, NewEvent e)
    {
        if (!IsTold)
            return;
        var payload = _isPayloadStored && e.MetaPayload is { Length: > LongestRepeated } ? null : e.MetaPayload;
        _isPayloadStored |= payload is not null;
        events.Publish(session, Owner.Tenant, e with { Channel = Owner.Channel, MetaPayload = payload });
    }
}
