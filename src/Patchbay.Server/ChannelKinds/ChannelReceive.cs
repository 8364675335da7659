using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.ChannelKinds;

/// <summary>
/// Finds the owners of received events of a channel, and turns the events into history and outgoing events.
/// </summary>
internal abstract class ChannelReceive
{
    /// <summary>The part of an event that names the account it is about.</summary>
    public virtual string? SubjectOf(SplitEvent e) => e.EntryId;

    /// <summary>
    /// The owners of the subjects that belong to this channel, read in the transaction that handles the events.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="environment">The environment of the subjects.</param>
    /// <param name="isNumber">True for ids of numbers, false for ids of accounts.</param>
    /// <param name="ids">The ids in the events.</param>
    public abstract Task<IReadOnlyList<OwnedSubject>> OwnersAsync(
        DbSession session,
        string environment,
        bool isNumber,
        IReadOnlySet<string> ids
    );

    /// <summary>
    /// Reads a batch of events. Queries and writes that are cheaper in bulk are done for the whole batch. The result
    /// keeps the order of the events.
    /// </summary>
    public abstract Task<IReadOnlyList<InboundWork>> PrepareAsync(DbSession session, IReadOnlyList<OwnedEvent> events);
}

/// <summary>The owner of an event. Each channel derives its own kind of owner.</summary>
internal abstract record Owner(Tenant Tenant, string Channel);

/// <summary>A subject by the id that events name, with its owner.</summary>
internal readonly record struct OwnedSubject(string Id, Owner Owner);

/// <summary>An event for one of its owners.</summary>
internal readonly record struct OwnedEvent(InboundEventRow Row, Owner Owner);
