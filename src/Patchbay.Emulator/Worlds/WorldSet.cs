using System.Collections.Concurrent;

namespace Patchbay.Emulator.Worlds;

/// <summary>The isolated worlds of one emulator.</summary>
internal sealed class WorldSet : IDisposable
{
    public const string Header = "X-Emulator-World";
    public const string DefaultName = "default";

    private readonly ConcurrentDictionary<string, World> _worlds = new(StringComparer.Ordinal);
    private readonly EmulatorOptions _options;
    private readonly IWorldStore _store;
    private readonly Action<World> _wire;
    private readonly Action<World> _plant;

    // Every request reads this, and counting a concurrent dictionary takes all its locks.
    private volatile bool _hasOthers;

    /// <param name="wire">Connects a new world to what happens when a node is due.</param>
    /// <param name="plant">Fills a fresh world.</param>
    public WorldSet(EmulatorOptions options, IWorldStore store, Action<World> wire, Action<World> plant)
    {
        _options = options;
        _store = store;
        _wire = wire;
        _plant = plant;
        foreach (var stored in store.Load())
            Restore(stored);
        Default = GetOrAdd(DefaultName);
    }

    public World Default { get; }

    /// <summary>Whether there is a world besides the default world.</summary>
    public bool HasOthers => _hasOthers;

    public IEnumerable<World> All => _worlds.Values;

    public World? Find(string name) => _worlds.GetValueOrDefault(name);

    public World GetOrAdd(string name) => _worlds.GetOrAdd(name, static (n, set) => set.Create(n), this);

    public void Remove(string name)
    {
        if (name == DefaultName || !_worlds.TryRemove(name, out var world))
            return;
        world.Agenda.Dispose();
        _store.Forget(name);
    }

    public void Dispose()
    {
        foreach (var world in _worlds.Values)
            world.Agenda.Dispose();
        _store.Dispose();
    }

    private World Create(string name)
    {
        var world = new World(name, _options, new EmulatorClock(_options.Clock), _store);
        _wire(world);
        if (name != DefaultName)
            _hasOthers = true;
        world.Change(() => _plant(world));
        return world;
    }

    private void Restore(StoredWorld stored)
    {
        var world = new World(stored.Name, _options, new EmulatorClock(_options.Clock), _store, stored.IdsUsed);
        world.Clock.SetOffset(stored.ClockOffset);
        _wire(world);
        world.Change(() => stored.Nodes.ToList().ForEach(world.Load));
        if (stored.Name != DefaultName)
            _hasOthers = true;
        _worlds[stored.Name] = world;
    }
}
