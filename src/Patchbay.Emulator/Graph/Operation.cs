using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Graph;

/// <summary>One operation: its path, parameters, permission and action.</summary>
internal sealed record Operation(string Id, string Method, string Edge, Type? On, IReadOnlyList<Param> Params)
{
    public required Func<Call, Answer> Act { get; init; }

    /// <summary>Outside work that must succeed before anything changes, such as the challenge of a callback.</summary>
    public Func<Call, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>The permission the token needs; null where the operation checks by itself.</summary>
    public string? Scope { get; init; } = Scopes.Management;

    /// <summary>Sends count against throughput, not against the hourly management limit.</summary>
    public bool IsSend { get; init; }

    private readonly FrozenDictionary<string, Param> _byName = Params.ToFrozenDictionary(
        p => p.Name,
        StringComparer.Ordinal
    );

    public IReadOnlyList<Param> RequiredParams { get; } = [.. Params.Where(p => p.Required)];

    public bool TryFind(string name, [NotNullWhen(true)] out Param? param) => _byName.TryGetValue(name, out param);

    public static Operation Of<T>(
        string id,
        string method,
        string edge,
        Func<T, Call, Answer> act,
        params Param[] parameters
    )
        where T : Node => new(id, method, edge, typeof(T), parameters) { Act = call => act((T)call.Node!, call) };

    /// <summary>Declares the operation that reads a node, with the fields of its type.</summary>
    public static Operation Read<T>(string id, string scope = Scopes.Management)
        where T : Node =>
        Of<T>(id, "GET", "", (node, call) => Answer.Read(node, call), P.Text("fields"), P.Text("date_format")) with
        {
            Scope = scope,
        };

    public static Operation Root(
        string id,
        string method,
        string path,
        Func<Call, Answer> act,
        params Param[] parameters
    ) => new(id, method, path, null, parameters) { Act = act, Scope = null };
}
