namespace Patchbay.Server.Storage;

/// <summary>
/// Marks work that somebody waits for, such as a request. When the database hangs, urgent work is given up within
/// seconds; background work may wait longer.
/// </summary>
public static class Urgency
{
    private static readonly AsyncLocal<bool> Marked = new();

    /// <summary>Whether the present work is urgent.</summary>
    public static bool IsUrgent => Marked.Value;

    /// <summary>Marks the present work, and all work that it starts from now on.</summary>
    public static void Begin() => Marked.Value = true;
}
