using System.Diagnostics.CodeAnalysis;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Worlds;

/// <summary>
/// An isolated copy of Meta with its own nodes, clock, ids and due times. Every access holds its gate.
/// </summary>
internal sealed class World
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, Dictionary<string, Node>> _byType = [];
    private readonly HashSet<Node> _changed = [];
    private readonly List<string> _removed = [];
    private readonly List<TaskCompletionSource> _waiters = [];
    private readonly IWorldStore _store;

    public World(string name, EmulatorOptions options, EmulatorClock clock, IWorldStore store, long idsUsed = 0)
    {
        Name = name;
        Options = options;
        Clock = clock;
        _store = store;
        Ids = new Ids(options.Seed, idsUsed);
        Agenda = new Agenda(this);
        Chats = new ChatBook();
        Requests = new RequestLog();
        Faults = new FaultSet();
        Usage = new Usage(this);
        Webhooks.BatchSize = options.WebhookBatch;
    }

    public string Name { get; }
    public EmulatorOptions Options { get; }
    public EmulatorClock Clock { get; }
    public Ids Ids { get; private set; }
    public Agenda Agenda { get; }
    public ChatBook Chats { get; private set; }
    public Lock Gate { get; } = new();
    public RequestLog Requests { get; }
    public FaultSet Faults { get; }
    public Usage Usage { get; }
    public WebhookSwitches Webhooks { get; } = new();

    /// <summary>The number of webhooks being posted right now; changed under the gate.</summary>
    public int InFlight { get; set; }

    /// <summary>Reports a change to pages. Called under the gate, so a handler must not block.</summary>
    public event Action<string, Node>? Changed;

    public event Action<Node>? Due;

    public void HandleDue(Node node) => Due?.Invoke(node);

    public T? Find<T>(string? id)
        where T : Node => id is not null && _nodes.TryGetValue(id, out var node) ? node as T : null;

    /// <summary>Returns a node that must exist because another node names it.</summary>
    public T Get<T>(string? id)
        where T : Node => Find<T>(id) ?? throw new InvalidOperationException($"There is no {typeof(T).Name} {id}.");

    public bool TryFind(string id, [NotNullWhen(true)] out Node? node) => _nodes.TryGetValue(id, out node);

    public IEnumerable<T> All<T>()
        where T : Node =>
        typeof(T) == typeof(Message) ? Chats.All.Cast<T>()
        : _byType.TryGetValue(typeof(T), out var nodes) ? nodes.Values.Cast<T>()
        : [];

    public int Count<T>()
        where T : Node =>
        typeof(T) == typeof(Message) ? Chats.All.Count()
        : _byType.TryGetValue(typeof(T), out var nodes) ? nodes.Count
        : 0;

    public T Add<T>(T node)
        where T : Node
    {
        node.CreatedAt = node.CreatedAt == 0 ? Clock.Milliseconds : node.CreatedAt;
        Index(node);
        Save(node);
        return node;
    }

    public void Save(Node node)
    {
        if (_store.IsDurable)
            _changed.Add(node);
        if (node.DueAt is not null)
            Agenda.Plan(node);
        Changed?.Invoke("changed", node);
    }

    public void Remove(Node node)
    {
        if (!_nodes.Remove(node.Id))
            return;
        if (_byType.TryGetValue(node.GetType(), out var same))
            same.Remove(node.Id);
        node.DueAt = null;
        _changed.Remove(node);
        if (_store.IsDurable)
            _removed.Add(node.Id);
        Changed?.Invoke("removed", node);
    }

    /// <summary>Takes a node from the file into the index, without marking it changed.</summary>
    public void Load(Node node)
    {
        Index(node);
        if (node.DueAt is not null)
            Agenda.Plan(node);
    }

    public void Clear(long idsUsed)
    {
        foreach (var node in _nodes.Values.ToList())
            Remove(node);
        Chats = new ChatBook();
        Ids = new Ids(Options.Seed, idsUsed);
    }

    public T Read<T>(Func<T> read)
    {
        lock (Gate)
            return read();
    }

    /// <summary>Runs a change under the gate. The task ends when the change is safe in the file.</summary>
    public T Change<T>(Func<T> act, out Task saved)
    {
        lock (Gate)
        {
            try
            {
                return act();
            }
            finally
            {
                saved = Flush();
            }
        }
    }

    public void Change(Action act) =>
        Change(
            () =>
            {
                act();
                return true;
            },
            out _
        );

    private Task Flush()
    {
        if (_changed.Count == 0 && _removed.Count == 0)
            return Task.CompletedTask;
        var batch = _store.Write(Name, Ids.Used, Clock.Offset, _changed, _removed);
        _changed.Clear();
        _removed.Clear();
        return batch;
    }

    private void Index(Node node)
    {
        _nodes[node.Id] = node;
        if (node is Message message)
        {
            // Messages are by far the most numerous nodes, so the chats are their index.
            Chats.Add(message);
            return;
        }
        if (!_byType.TryGetValue(node.GetType(), out var same))
            _byType[node.GetType()] = same = new(StringComparer.Ordinal);
        same[node.Id] = node;
    }

    /// <summary>Waits until no status is about to change and every webhook was sent at least once.</summary>
    public Task WhenQuietAsync(CancellationToken cancel)
    {
        lock (Gate)
        {
            if (IsQuiet())
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add(waiter);
            return waiter.Task.WaitAsync(cancel);
        }
    }

    public void NotifyWhenQuiet()
    {
        lock (Gate)
        {
            if (_waiters.Count == 0 || !IsQuiet())
                return;
            _waiters.ForEach(static waiter => waiter.TrySetResult());
            _waiters.Clear();
        }
    }

    private bool IsQuiet() =>
        InFlight == 0
        && !Agenda.Awaits(static node => node is Message or DirectMessage or Delivery { Attempts.Count: 0 });

    public IReadOnlyList<Node> Everything() => [.. _nodes.Values];
}
