using System.Collections.Concurrent;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;

namespace Patchbay.Emulator.Worlds;

/// <summary>The isolated worlds of one emulator, and which of them a request means.</summary>
internal sealed class WorldSet : IDisposable
{
    public const string Header = "X-Emulator-World";
    public const string DefaultName = "default";

    private readonly ConcurrentDictionary<string, World> _worlds = new(StringComparer.Ordinal);
    private readonly EmulatorOptions _options;
    private readonly IWorldStore _store;
    private readonly Action<World> _wire;

    // Counting a concurrent dictionary takes all its locks; every request asks.
    private volatile bool _hasOthers;

    /// <param name="wire">Connects a new world to what happens when a node is due.</param>
    public WorldSet(EmulatorOptions options, IWorldStore store, Action<World> wire)
    {
        _options = options;
        _store = store;
        _wire = wire;
        foreach (var stored in store.Load())
            Restore(stored);
        Default = GetOrAdd(DefaultName);
    }

    public World Default { get; }

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

    /// <summary>The header names a world outright; otherwise the token, the app or the object asked for says where it lives.</summary>
    public World For(HttpRequest request, string? credential, ReadInput read, GraphPath path)
    {
        if (request.Headers.TryGetValue(Header, out var named))
            return Find(named.ToString())
                ?? throw new GraphRefusal(
                    100,
                    $"(#100) There is no world named {named}; create it with POST /_emulator/worlds"
                );
        if (!_hasOthers)
            return Default;
        var app = credential?.IndexOf('|', StringComparison.Ordinal) is { } bar and > 0
            ? credential[..bar]
            : read.Input.Text("client_id");
        var slash = path.Rest.IndexOf('/', StringComparison.Ordinal);
        var node = slash < 0 ? path.Rest : path.Rest[..slash];
        return Where(w =>
                (credential is not null && w.Find<Token>(credential) is not null)
                || (app is not null && w.Find<App>(app) is not null)
            )
            ?? (credential is null ? Where(w => w.TryFind(node, out _)) : null)
            ?? Default;
    }

    private World? Where(Func<World, bool> holds) => _worlds.Values.FirstOrDefault(w => w.Read(() => holds(w)));

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
        world.Change(() => Seed.Plant(world, EmulatorDefaults.SystemUserToken));
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
