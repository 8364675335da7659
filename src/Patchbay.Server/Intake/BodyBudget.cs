namespace Patchbay.Server.Intake;

/// <summary>
/// Bounds the memory that large webhook bodies hold, from their first bytes to the commit: past it a request is told to
/// come again. Small ones do not count: whoever sends large ones without end crowds out no message.
/// </summary>
internal sealed class BodyBudget
{
    private const long Most = 128L * 1024 * 1024;

    private const int Small = 64 * 1024;

    private long _held;

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
