using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>Stores the rows of worlds: in a file, or not at all.</summary>
internal interface IWorldStore : IDisposable
{
    bool IsDurable { get; }

    /// <summary>Called under the world's gate. Copies what it needs and commits in the background.</summary>
    Task Write(
        string world,
        long idsUsed,
        long clockOffset,
        IReadOnlyCollection<Node> changed,
        IReadOnlyCollection<string> removed
    );

    IReadOnlyList<StoredWorld> Load();

    void Forget(string world);
}

internal sealed record StoredWorld(string Name, long IdsUsed, long ClockOffset, IReadOnlyList<Node> Nodes);

internal sealed class MemoryStore : IWorldStore
{
    public bool IsDurable => false;

    public Task Write(
        string world,
        long idsUsed,
        long clockOffset,
        IReadOnlyCollection<Node> changed,
        IReadOnlyCollection<string> removed
    ) => Task.CompletedTask;

    public IReadOnlyList<StoredWorld> Load() => [];

    public void Forget(string world) { }

    public void Dispose() { }
}
