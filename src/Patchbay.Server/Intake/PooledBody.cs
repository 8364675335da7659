using System.Buffers;

namespace Patchbay.Server.Intake;

/// <summary>A request's body in a pooled buffer, counted in the budget until it is disposed.</summary>
internal sealed class PooledBody(BodyBudget budget) : IDisposable
{
    // The buffer starts small, so that a claimed length alone takes no memory.
    private const int First = 16 * 1024;

    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the whole body. Returns the fault, or null.</summary>
    public async ValueTask<BodyFault?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            return BodyFault.TooLarge;
        if (!TryGrow((int)Math.Min(request.ContentLength ?? First, First)))
            return BodyFault.NoRoom;
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            var fault = Take(result.Buffer, limit);
            reader.AdvanceTo(result.Buffer.End);
            if (fault is not null || result.IsCompleted)
                return fault;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        // A statement that was given up may still read the buffer, and must not read another request's bytes.
        if (budget.MayReuse)
            ArrayPool<byte>.Shared.Return(_buffer);
        budget.Give(_buffer.Length);
        _buffer = [];
    }

    private BodyFault? Take(ReadOnlySequence<byte> more, int limit)
    {
        if (_length + more.Length > limit)
            return BodyFault.TooLarge;
        var length = _length + (int)more.Length;
        if (length > _buffer.Length && !TryGrow(Math.Min(limit, Math.Max(length, _buffer.Length * 2))))
            return BodyFault.NoRoom;
        more.CopyTo(_buffer.AsSpan(_length));
        _length = length;
        return null;
    }

    private bool TryGrow(int size)
    {
        var next = ArrayPool<byte>.Shared.Rent(Math.Max(size, 1));
        if (!budget.TryTake(next.Length))
        {
            ArrayPool<byte>.Shared.Return(next);
            return false;
        }
        Bytes.CopyTo(next);
        var length = _length;
        Dispose();
        (_buffer, _length) = (next, length);
        return true;
    }
}

internal enum BodyFault
{
    TooLarge,
    NoRoom,
}
