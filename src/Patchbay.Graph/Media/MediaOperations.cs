using Json = Patchbay.Graph.Media.MediaJson;

namespace Patchbay.Graph.Media;

/// <summary>Uploading, finding, downloading and deleting media.</summary>
/// <remarks>Uploaded files are kept for 30 days, received files for 7.</remarks>
public sealed class MediaOperations
{
    internal static readonly GraphOperation<CreatedNode> Upload = new(
        "uploadImage",
        HttpMethod.Post,
        "{phone_number_id}/media",
        CoreJson.Default.CreatedNode
    );

    internal static readonly GraphOperation<MediaQuery, MediaInfo> Get = new(
        "retrieveMediaUrl",
        HttpMethod.Get,
        "{media_id}",
        Json.Default.MediaQuery,
        Json.Default.MediaInfo
    );

    internal static readonly GraphOperation<MediaQuery, Acknowledgement> Delete = new(
        "deleteMedia",
        HttpMethod.Delete,
        "{media_id}",
        Json.Default.MediaQuery,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<Acknowledgement> Download = new(
        "downloadMedia",
        HttpMethod.Get,
        "{media_url}",
        CoreJson.Default.Acknowledgement
    );

    private readonly GraphSession _session;

    internal MediaOperations(GraphSession session) => _session = session;

    /// <summary>
    /// Uploads a file from a stream, without holding it in memory; the stream is read once and stays open.
    /// </summary>
    /// <param name="phoneNumberId">Id of the number that will send the file.</param>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="mimeType">MIME type, such as <c>image/jpeg</c>; see <see cref="MediaLimits"/>.</param>
    /// <param name="fileName">File name with the right extension.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">
    /// WhatsApp does not accept the type, or the stream exceeds the size limit.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public async Task<CreatedNode> UploadAsync(
        string phoneNumberId,
        Stream content,
        string mimeType,
        string fileName = "file",
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        MediaLimits.Ensure(mimeType, content.CanSeek ? content.Length - content.Position : null);
        return await _session
            .UploadAsync(
                Upload.At(phoneNumberId),
                MultipartBody.Create(
                    content,
                    mimeType,
                    fileName,
                    ("messaging_product", "whatsapp"),
                    ("type", mimeType)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Finds the URL of a media file, which works for five minutes.</summary>
    /// <param name="mediaId">Id of the media file.</param>
    /// <param name="phoneNumberId">Returns the file only if it belongs to this number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public Task<MediaInfo> GetAsync(
        string mediaId,
        string? phoneNumberId = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(mediaId), new() { PhoneNumberId = phoneNumberId }, cancellationToken);

    /// <summary>Opens a media file for streaming; dispose the result.</summary>
    /// <param name="url">The URL from <see cref="GetAsync"/> or from a webhook.</param>
    /// <param name="cancellationToken">Cancels opening the file. Pass a token to the reads as well.</param>
    /// <exception cref="ArgumentException">
    /// The host may not receive the token; see <see cref="GraphClientOptions.MediaHosts"/>.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public async Task<MediaDownload> DownloadAsync(Uri url, CancellationToken cancellationToken = default)
    {
        MediaHosts.Ensure(url, _session.Transport.Options);
        var response = await _session
            .Transport.OpenAsync(_session.Exchange(Download, url), cancellationToken)
            .ConfigureAwait(false);
        return await MediaDownload.OpenAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a media file.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public Task<Acknowledgement> DeleteAsync(
        string mediaId,
        string? phoneNumberId = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Delete.At(mediaId), new() { PhoneNumberId = phoneNumberId }, cancellationToken);
}
