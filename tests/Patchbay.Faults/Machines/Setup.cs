namespace Patchbay.Faults.Machines;

/// <summary>How an installation differs from the usual one.</summary>
internal sealed record Setup
{
    /// <summary>A fault in front of the server, one of <see cref="FaultyServer"/>.</summary>
    public string? Fault { get; init; }

    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The data folder, where it must lie in a special place.</summary>
    public string? Folder { get; init; }

    /// <summary>Under which PostgreSQL knows the first server.</summary>
    public string Name { get; init; } = "patchbay";

    /// <summary>What stands between the servers and PostgreSQL.</summary>
    public ChaosProxy? Line { get; init; }
}
