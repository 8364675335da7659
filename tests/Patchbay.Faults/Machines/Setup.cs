namespace Patchbay.Faults.Machines;

/// <summary>The settings in which an installation differs from the default.</summary>
internal sealed record Setup
{
    /// <summary>A fault of <see cref="FaultyServer"/>; null for the product.</summary>
    public string? Fault { get; init; }

    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The data folder; null for a temporary folder.</summary>
    public string? Folder { get; init; }

    /// <summary>The application name of the first server in PostgreSQL.</summary>
    public string Name { get; init; } = "patchbay";

    /// <summary>The proxy between the servers and PostgreSQL; null for a direct connection.</summary>
    public ChaosProxy? Line { get; init; }
}
