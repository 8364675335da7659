using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Registry;

/// <summary>The operations and node types of this emulator, looked up by path and by type.</summary>
internal static class EmulatorSchema
{
    /// <summary>
    /// Built at the first Graph request, because a start that only answers a health check should not wait for it.
    /// </summary>
    public static Lazy<GraphSchema> Shared { get; } =
        new(static () => new GraphSchema(OperationList.All, NodeTypeList.All));
}
