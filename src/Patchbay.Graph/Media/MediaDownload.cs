namespace Patchbay.Graph.Media;

/// <summary>A media file that is being downloaded.</summary>
/// <remarks>Dispose it to close the connection.</remarks>
public sealed class MediaDownload : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;

    private MediaDownload(HttpResponseMessage response, Stream content)
    {
        _response = response;
        Content = content;
    }

    /// <summary>The bytes of the file, streamed from the network.</summary>
    public Stream Content { get; }

    /// <summary>MIME type that the host declares.</summary>
    public string? MimeType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>Length in bytes, when the host declares it.</summary>
    public long? Length => _response.Content.Headers.ContentLength;

    /// <summary>Ends the download.</summary>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }

    internal static async Task<MediaDownload> OpenAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return new(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
