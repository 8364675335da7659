using Json = Patchbay.Graph.Groups.GroupsJson;

namespace Patchbay.Graph.Groups;

/// <content>A group's picture, which travels as a file.</content>
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

    /// <summary>Changes a group's picture: square JPEG of at least 192 pixels and at most 5 MB. The result comes as a webhook.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="picture">The picture; read once and not closed.</param>
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
