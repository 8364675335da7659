using System.Net;

namespace Patchbay.Graph.Media;

/// <summary>A stream as a request body. Unlike the framework's content, it leaves the caller's stream open.</summary>
internal sealed class UploadContent(Stream stream) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
        stream.CopyToAsync(target);

    protected override Task SerializeToStreamAsync(
        Stream target,
        TransportContext? context,
        CancellationToken cancellationToken
    ) => stream.CopyToAsync(target, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = stream.CanSeek ? stream.Length - stream.Position : -1;
        return length >= 0;
    }
}
