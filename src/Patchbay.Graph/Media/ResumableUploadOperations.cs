using System.Globalization;
using System.Net.Http.Headers;
using Json = Patchbay.Graph.Media.MediaJson;

namespace Patchbay.Graph.Media;

/// <summary>The resumable upload, whose handle is used for profile pictures and template examples.</summary>
/// <remarks>An interrupted upload continues where it stopped.</remarks>
public sealed class ResumableUploadOperations
{
    internal static readonly GraphOperation<StartUpload, UploadSession> Start = new(
        "startUpload",
        HttpMethod.Post,
        "{app_id}/uploads",
        Json.Default.StartUpload,
        Json.Default.UploadSession
    )
    {
        Input = GraphInput.Query,
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<UploadHandle> Send = new(
        "sendUpload",
        HttpMethod.Post,
        "{upload_id}",
        Json.Default.UploadHandle
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<UploadProgress> Progress = new(
        "getUpload",
        HttpMethod.Get,
        "{upload_id}",
        Json.Default.UploadProgress
    );

    private static readonly string[] _types = ["image/jpeg", "image/png", "application/pdf", "video/mp4"];

    private readonly GraphSession _session;

    internal ResumableUploadOperations(GraphSession session) => _session = session;

    /// <summary>
    /// Uploads a file in one call; when the connection breaks, the upload resumes once where it stopped.
    /// </summary>
    /// <param name="appId">Id of the app.</param>
    /// <param name="content">
    /// The file, from the stream's position to its end. The stream must be seekable, and stays open.
    /// </param>
    /// <param name="mimeType">MIME type: image/jpeg, image/png, application/pdf or video/mp4.</param>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">
    /// Meta does not accept the type here, or the stream is not seekable or is at its end.
    /// </exception>
    /// <remarks>Meta: Graph API &gt; Resumable Upload API.</remarks>
    public async Task<UploadHandle> UploadAsync(
        string appId,
        Stream content,
        string mimeType,
        string fileName,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        Check(content, mimeType);
        var start = content.Position;
        var file = new StartUpload
        {
            FileName = fileName,
            FileLength = content.Length - start,
            FileType = mimeType,
        };
        var upload = await StartAsync(appId, file, cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(upload.Id, content, 0, cancellationToken).ConfigureAwait(false);
        }
        catch (GraphTransportException)
        {
            var progress = await GetProgressAsync(upload.Id, cancellationToken).ConfigureAwait(false);
            var offset = Math.Clamp(progress.FileOffset ?? 0, 0, file.FileLength);
            content.Position = start + offset;
            return await SendAsync(upload.Id, content, offset, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens an upload.</summary>
    /// <param name="appId">Id of the app.</param>
    /// <param name="request">Name, length and type of the file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Graph API &gt; Resumable Upload API.</remarks>
    public Task<UploadSession> StartAsync(
        string appId,
        StartUpload request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Start.At(appId), request, cancellationToken);

    /// <summary>Sends the bytes from an offset to the end of the file.</summary>
    /// <param name="uploadId">Id of the upload.</param>
    /// <param name="content">
    /// The rest of the file from <paramref name="offset"/> on. The stream is read once and stays open.
    /// </param>
    /// <param name="offset">Position of the first byte: 0, or the result of <see cref="GetProgressAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Graph API &gt; Resumable Upload API.</remarks>
    public async Task<UploadHandle> SendAsync(
        string uploadId,
        Stream content,
        long offset = 0,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var exchange = Exchange(Send, uploadId) with
        {
            Body = () => new UploadContent(content),
            IsOneShot = true,
            Timeout = _session.Transport.Options.MediaTimeout,
            Prepare = request => Prepare(request, offset),
        };
        return (
            await _session.Transport.SendAsync(exchange, Send.AnswerType, cancellationToken).ConfigureAwait(false)
        ).Value;
    }

    /// <summary>Reads the progress of an upload.</summary>
    /// <remarks>Meta: Graph API &gt; Resumable Upload API.</remarks>
    public async Task<UploadProgress> GetProgressAsync(string uploadId, CancellationToken cancellationToken = default)
    {
        var exchange = Exchange(Progress, uploadId) with { Prepare = UseOAuth };
        return (
            await _session.Transport.SendAsync(exchange, Progress.AnswerType, cancellationToken).ConfigureAwait(false)
        ).Value;
    }

    // Meta's upload ids contain a query: upload:MTph…?sig=AR…
    private GraphExchange Exchange(GraphOperation operation, string uploadId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uploadId);
        var cut = uploadId.IndexOf('?', StringComparison.Ordinal);
        var path = GraphPath.Segment(cut < 0 ? uploadId : uploadId[..cut], nameof(uploadId));
        var query = cut < 0 ? "" : uploadId[cut..];
        if (query.Contains('#', StringComparison.Ordinal))
            throw new ArgumentException("The value is not an upload id.", nameof(uploadId));
        return _session.Exchange(operation, _session.Address(operation, path, query));
    }

    private static void Check(Stream content, string mimeType)
    {
        if (!_types.Contains(mimeType, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"The type must be one of {string.Join(", ", _types)}.", nameof(mimeType));
        if (!content.CanSeek || content.Position >= content.Length)
            throw new ArgumentException("The stream must be seekable and have bytes left.", nameof(content));
    }

    private static void Prepare(HttpRequestMessage request, long offset)
    {
        UseOAuth(request);
        request.Headers.TryAddWithoutValidation("file_offset", offset.ToString(CultureInfo.InvariantCulture));
    }

    // Only this endpoint expects the scheme OAuth instead of Bearer.
    private static void UseOAuth(HttpRequestMessage request)
    {
        if (request.Headers.Authorization?.Parameter is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", token);
    }
}
