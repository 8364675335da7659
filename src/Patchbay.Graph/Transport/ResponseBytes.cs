using System.Buffers;
using System.Text;

namespace Patchbay.Graph;

/// <summary>
/// The body of an answer in a rented buffer, read up to a limit. When the body could not be read whole, it tells why.
/// </summary>
internal sealed class ResponseBytes : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private ResponseBytes(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public GraphAnswerProblem? Problem { get; private set; }

    public static async ValueTask<ResponseBytes> ReadAsync(
        HttpContent content,
        int cap,
        CancellationToken cancellationToken
    )
    {
        var bytes = new ResponseBytes(
            (int)Math.Min(content.Headers.ContentLength + 1 ?? 4096, Math.Min(cap + 1L, 64 * 1024))
        );
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await bytes.FillAsync(stream, cap, cancellationToken).ConfigureAwait(false);
            return bytes;
        }
        catch (IOException)
        {
            // The connection ended inside the body. The bytes that arrived are kept for the failure's BodyHead.
            bytes.Problem = GraphAnswerProblem.CutOff;
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    public string Head(int most) => Encoding.UTF8.GetString(Span[..Math.Min(most, _length)]);

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        _length = 0;
    }

    private async ValueTask FillAsync(Stream stream, int cap, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length)
                Grow();
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return;
            _length += read;
            if (_length <= cap)
                continue;
            Problem = GraphAnswerProblem.TooLarge;
            return;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
