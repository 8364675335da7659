using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections;

/// <summary>A connection that was made or replaced, or the refusal.</summary>
internal sealed record ConnectOutcome(string? ConnectionId, bool IsNew, Problem? Problem = null)
{
    public static implicit operator ConnectOutcome(Problem problem) => new(null, false, problem);
}
