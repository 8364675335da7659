using Json = Patchbay.Graph.Media.MediaJson;

namespace Patchbay.Graph.Media;

/// <summary>Uploading, finding, downloading and deleting media. An upload lives 30 days, received media 7.</summary>
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

    /// <summary>Uploads a medium from a stream, without holding it in memory. The stream is read once and not closed.</summary>
    /// <param name="phoneNumberId">Id of the number that will send it.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="mimeType">Its type, such as <c>image/jpeg</c>; see <see cref="MediaLimits"/>.</param>
    /// <param name="fileName">A name with the right ending.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">WhatsApp does not take this type, or the stream is longer than it allows.</exception>
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

    /// <summary>Finds a medium's address, which is good for five minutes.</summary>
    /// <param name="mediaId">Its id.</param>
    /// <param name="phoneNumberId">Only if it belongs to this number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public Task<MediaInfo> GetAsync(
        string mediaId,
        string? phoneNumberId = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(mediaId), new() { PhoneNumberId = phoneNumberId }, cancellationToken);

    /// <summary>Opens a medium for streaming. Dispose what you get.</summary>
    /// <param name="url">The address from <see cref="GetAsync"/> or from a webhook.</param>
    /// <param name="cancellationToken">Cancels opening; pass one to the reads as well.</param>
    /// <exception cref="ArgumentException">The host is not one that may see the token: see <see cref="GraphClientOptions.MediaHosts"/>.</exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public async Task<MediaDownload> DownloadAsync(Uri url, CancellationToken cancellationToken = default)
    {
        MediaHosts.Ensure(url, _session.Transport.Options);
        var response = await _session
            .Transport.OpenAsync(_session.Exchange(Download, url), cancellationToken)
            .ConfigureAwait(false);
        return await MediaDownload.OpenAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a medium.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Media.</remarks>
    public Task<Acknowledgement> DeleteAsync(
        string mediaId,
        string? phoneNumberId = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Delete.At(mediaId), new() { PhoneNumberId = phoneNumberId }, cancellationToken);
}
