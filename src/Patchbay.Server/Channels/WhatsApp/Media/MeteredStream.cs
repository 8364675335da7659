namespace Patchbay.Server.Channels.WhatsApp.Media;

/// <summary>Passes reads to another stream and fails when a limit is exceeded. Nothing is buffered.</summary>
internal sealed class MeteredStream(Stream inner, long most) : Stream
{
    private long _read;

    /// <summary>True when the limit was exceeded; the reader then got an <see cref="IOException"/>.</summary>
    public bool IsTooLong => _read > most;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _read += read;
        return IsTooLong ? throw new IOException("The file is larger than WhatsApp allows for its type.") : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("This stream only supports asynchronous reads.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
