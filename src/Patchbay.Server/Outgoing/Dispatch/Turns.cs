using System.Diagnostics.CodeAnalysis;

namespace Patchbay.Server.Outgoing.Dispatch;

/// <summary>
/// Tenants take turns, and so do the items of one tenant. A tenant with many items waits as long for its turn as a
/// tenant with a single item.
/// </summary>
public sealed class Turns<T>
    where T : class
{
    private readonly Dictionary<Guid, Queue<T>> _items = [];
    private readonly Queue<Guid> _tenants = [];

    public int Count { get; private set; }

    public void Add(Guid tenant, T item)
    {
        if (!_items.TryGetValue(tenant, out var own))
        {
            _items[tenant] = own = [];
            _tenants.Enqueue(tenant);
        }
        own.Enqueue(item);
        Count++;
    }

    /// <summary>
    /// Takes the next item of the next tenant that <paramref name="mayTake"/> admits; the other tenants keep their
    /// turn.
    /// </summary>
    public bool TryTake(Func<Guid, bool> mayTake, [NotNullWhen(true)] out T? item)
    {
        for (var i = _tenants.Count; i > 0; i--)
        {
            var tenant = _tenants.Dequeue();
            if (!mayTake(tenant))
            {
                _tenants.Enqueue(tenant);
                continue;
            }
            var own = _items[tenant];
            item = own.Dequeue();
            Count--;
            if (own.Count == 0)
                _items.Remove(tenant);
            else
                _tenants.Enqueue(tenant);
            return true;
        }
        item = default;
        return false;
    }
}
