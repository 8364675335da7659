using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>
/// Bounds the memory of large webhook bodies and of the events cut out of them, from the first bytes to the commit. A
/// request over the bound is
/// refused, and its sender is asked to send it again. Small bodies do not count, so that a flood of large bodies does
/// not displace messages.
/// </summary>
internal sealed class BodyBudget(Database database)
{
    private const long Most = 128L * 1024 * 1024;

    private const int Small = 64 * 1024;

    private long _held;

    /// <summary>False while storage may still read buffers of requests that were answered.</summary>
    public bool MayReuse => !database.HasAbandonedWork;

    public bool TryTake(int bytes)
    {
        if (bytes <= Small)
            return true;
        if (Interlocked.Add(ref _held, bytes) <= Most)
            return true;
        Give(bytes);
        return false;
    }

    public void Give(int bytes)
    {
        if (bytes > Small)
            Interlocked.Add(ref _held, -bytes);
    }
}
