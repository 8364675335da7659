using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Finds the instances that numbers are bound to, and records when each number's last event happened.
/// </summary>
/// <param name="session">The transaction that stores the events.</param>
/// <param name="lastEvents">Each number with the time of its last event.</param>
/// <returns>Instances by number. A number that is bound to none is missing.</returns>
public delegate Task<IReadOnlyDictionary<Guid, Guid>> InstancesOfNumbers(
    DbSession session,
    IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> lastEvents
);
