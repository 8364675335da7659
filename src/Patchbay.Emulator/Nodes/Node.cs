using System.Text.Json.Serialization;

namespace Patchbay.Emulator.Nodes;

/// <summary>A thing with an id. Everything a world knows is a node, and a node is a row when the world has a file.</summary>
internal abstract class Node
{
    public required string Id { get; init; }

    /// <summary>Milliseconds of the world's clock.</summary>
    public long CreatedAt { get; set; }

    /// <summary>When the world must look at this node again; survives a restart because it is part of the row.</summary>
    public long? DueAt
    {
        get => _dueAt == 0 ? null : _dueAt;
        set => _dueAt = value ?? 0;
    }

    // There is a node for every message: eight bytes instead of sixteen.
    private long _dueAt;

    /// <summary>The WABA whose grant decides who may touch this node; null where another rule decides.</summary>
    [JsonIgnore]
    public virtual string? WabaId => null;

    /// <summary>The portfolio whose members may touch this node.</summary>
    [JsonIgnore]
    public virtual string? OwningBusinessId => null;

    /// <summary>The id that reads show.</summary>
    [JsonIgnore]
    public virtual string ShownId => Id;

    /// <summary>Whether calls of this app may touch this node at all.</summary>
    public virtual bool AdmitsApp(string appId) => true;
}
