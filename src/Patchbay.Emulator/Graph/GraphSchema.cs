namespace Patchbay.Emulator.Graph;

/// <summary>What a Graph API consists of: its operations, and the node types they read.</summary>
internal sealed class GraphSchema(IEnumerable<Operation> operations, IEnumerable<NodeType> types)
{
    public OperationTable Operations { get; } = new(operations);

    public NodeTypes Types { get; } = new(types);
}
