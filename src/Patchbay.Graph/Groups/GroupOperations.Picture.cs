using Json = Patchbay.Graph.Groups.GroupsJson;

namespace Patchbay.Graph.Groups;

/// <content>A group's picture, which is sent as a file.</content>
public sealed partial class GroupOperations
{
    internal static readonly GraphOperation<GroupRequested> SetPicture = new(
        "updateGroupSettings",
        HttpMethod.Post,
        "{group_id}",
        Json.Default.GroupRequested
    )
    {
        IsRepeatable = true,
    };

    /// <summary>
    /// Changes a group's picture: a square JPEG of at least 192 pixels and at most 5 MB; a webhook reports the result.
    /// </summary>
    /// <param name="groupId">Id of the group.</param>
    /// <param name="picture">The picture. The stream is read once and stays open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupRequested> SetPictureAsync(
        string groupId,
        Stream picture,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _session.UploadAsync(
            SetPicture.At(groupId),
            MultipartBody.Create(picture, "image/jpeg", "picture.jpg", ("messaging_product", "whatsapp")),
            cancellationToken
        );
    }
}
