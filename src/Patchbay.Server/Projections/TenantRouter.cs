using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Intake;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Projections;

/// <summary>
/// Finds the owners of events in the transaction that processes them. Owners are therefore current, no cache has to be
/// updated, and no event goes to a former owner.
/// </summary>
internal sealed class TenantRouter(ChannelRegistry channels)
{
    public async Task<ILookup<Subject, Owner>> OwnersAsync(DbSession session, IEnumerable<Subject> subjects)
    {
        var owners = new List<(Subject Subject, Owner Owner)>();
        foreach (var kind in subjects.GroupBy(subject => (subject.Environment, subject.IsNumber)))
        {
            var (environment, isNumber) = kind.Key;
            var ids = kind.Select(subject => subject.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var receive in channels.All.Select(channel => channel.Receive).OfType<ChannelReceive>())
            {
                var found = await receive.OwnersAsync(session, environment, isNumber, ids);
                owners.AddRange(found.Select(owned => (new Subject(environment, isNumber, owned.Id), owned.Owner)));
            }
        }
        return owners.ToLookup(owned => owned.Subject, owned => owned.Owner);
    }
}
