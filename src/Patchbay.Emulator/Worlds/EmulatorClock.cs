namespace Patchbay.Emulator.Worlds;

/// <summary>The host's clock plus the time that the control API added.</summary>
internal sealed class EmulatorClock(TimeProvider inner)
{
    private long _offset;

    public TimeProvider Inner => inner;

    public long Offset => Interlocked.Read(ref _offset);

    public long Milliseconds => inner.GetUtcNow().ToUnixTimeMilliseconds() + Offset;

    public long Seconds => Milliseconds / 1000;

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, (long)by.TotalMilliseconds);

    public void SetOffset(long milliseconds) => Interlocked.Exchange(ref _offset, milliseconds);
}
