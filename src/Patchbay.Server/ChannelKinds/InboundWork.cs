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

    /// <summary>Publishes an event to the owner's endpoints, unless the account is inactive.</summary>
    public void Tell(DbSession session, OutgoingEvents events, NewEvent e)
    {
        if (IsTold)
            events.Publish(session, Owner.Tenant, e with { Channel = Owner.Channel });
    }
}
