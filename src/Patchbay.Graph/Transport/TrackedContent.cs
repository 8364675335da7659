using System.Net;
using System.Net.Http.Headers;

namespace Patchbay.Graph;

/// <summary>
/// A body that records whether any of it was handed to the network. If so, a lost answer leaves the outcome unknown.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");
    private readonly HttpContent? _inner;
    private readonly ReadOnlyMemory<byte> _bytes;

    public TrackedContent(ReadOnlyMemory<byte> json)
    {
        _bytes = json;
        Headers.ContentType = _json;
    }

    public TrackedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        Started = true;
        return _inner is null
            ? stream.WriteAsync(_bytes, cancellationToken).AsTask()
            : _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner is null ? _bytes.Length : _inner.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner?.Dispose();
        base.Dispose(disposing);
    }
}
