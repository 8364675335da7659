using System.Text.Json.Serialization;

namespace Patchbay.Emulator.Nodes;

/// <summary>
/// An object with an id. All state of a world is nodes, and each node is a row when the world has a file.
/// </summary>
internal abstract class Node
{
    public required string Id { get; init; }

    /// <summary>Milliseconds of the world's clock.</summary>
    public long CreatedAt { get; set; }

    /// <summary>When the world must wake this node. It survives a restart because it is part of the row.</summary>
    public long? DueAt
    {
        get => _dueAt == 0 ? null : _dueAt;
        set => _dueAt = value ?? 0;
    }

    // Every message is a node, so eight bytes instead of sixteen matter.
    private long _dueAt;

    /// <summary>The account whose access rules protect this node; null when another rule decides.</summary>
    [JsonIgnore]
    public virtual string? WabaId => null;

    /// <summary>The portfolio whose access rules protect this node.</summary>
    [JsonIgnore]
    public virtual string? OwningBusinessId => null;

    /// <summary>The id in answers.</summary>
    [JsonIgnore]
    public virtual string ShownId => Id;

    /// <summary>Returns whether calls of this app may use this node.</summary>
    public virtual bool AdmitsApp(string appId) => true;
}
