using Json = Patchbay.Graph.Groups.GroupsJson;

namespace Patchbay.Graph.Groups;

/// <summary>Groups of up to eight users and the business.</summary>
/// <remarks>A webhook with the request id confirms most changes.</remarks>
public sealed partial class GroupOperations
{
    internal static readonly GraphOperation<PageQuery, GroupList> ListPage = new(
        "getActiveGroups",
        HttpMethod.Get,
        "{phone_number_id}/groups",
        CoreJson.Default.PageQuery,
        Json.Default.GroupList
    );

    internal static readonly GraphOperation<CreateGroup, GroupRequested> Create = new(
        "createGroup",
        HttpMethod.Post,
        "{phone_number_id}/groups",
        Json.Default.CreateGroup,
        Json.Default.GroupRequested
    );

    internal static readonly GraphOperation<FieldsQuery, Group> Get = new(
        "getGroupInfo",
        HttpMethod.Get,
        "{group_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.Group
    );

    internal static readonly GraphOperation<UpdateGroup, GroupRequested> Update = new(
        "updateGroupSettings",
        HttpMethod.Post,
        "{group_id}",
        Json.Default.UpdateGroup,
        Json.Default.GroupRequested
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<GroupRequested> Delete = new(
        "deleteGroup",
        HttpMethod.Delete,
        "{group_id}",
        Json.Default.GroupRequested
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<GroupCommand, GroupInvite> CreateInvite = new(
        "createGroupInviteLink",
        HttpMethod.Post,
        "{group_id}/invite_link",
        Json.Default.GroupCommand,
        Json.Default.GroupInvite
    );

    internal static readonly GraphOperation<GroupCommand, GroupAnswer> DeleteInvite = new(
        "deleteGroupInviteLink",
        HttpMethod.Delete,
        "{group_id}/invite_link",
        Json.Default.GroupCommand,
        Json.Default.GroupAnswer
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Json,
    };

    internal static readonly GraphOperation<PageQuery, Page<JoinRequest>> ListJoinRequests = new(
        "getJoinRequests",
        HttpMethod.Get,
        "{group_id}/join_requests",
        CoreJson.Default.PageQuery,
        Json.Default.PageJoinRequest
    );

    internal static readonly GraphOperation<JoinDecision, JoinOutcome> Approve = new(
        "approveJoinRequests",
        HttpMethod.Post,
        "{group_id}/join_requests",
        Json.Default.JoinDecision,
        Json.Default.JoinOutcome
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<JoinDecision, JoinOutcome> Reject = new(
        "rejectJoinRequests",
        HttpMethod.Delete,
        "{group_id}/join_requests",
        Json.Default.JoinDecision,
        Json.Default.JoinOutcome
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Json,
    };

    internal static readonly GraphOperation<GroupParticipants, GroupRequested> AddParticipants = new(
        "addGroupParticipants",
        HttpMethod.Post,
        "{group_id}/participants",
        Json.Default.GroupParticipants,
        Json.Default.GroupRequested
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<GroupParticipants, GroupRequested> RemoveParticipants = new(
        "removeGroupParticipants",
        HttpMethod.Delete,
        "{group_id}/participants",
        Json.Default.GroupParticipants,
        Json.Default.GroupRequested
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Json,
    };

    private readonly GraphSession _session;

    internal GroupOperations(GraphSession session) => _session = session;

    /// <summary>Lists a number's groups, one page of at most 1,024.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupList> ListAsync(
        string phoneNumberId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListPage.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Creates a group.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupRequested> CreateAsync(
        string phoneNumberId,
        CreateGroup request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Create.At(phoneNumberId), request, cancellationToken);

    /// <summary>Reads a group.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<Group> GetAsync(string groupId, string? fields = null, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Get.At(groupId), new FieldsQuery { Fields = fields }, cancellationToken);

    /// <summary>Changes a group's name or description.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupRequested> UpdateAsync(
        string groupId,
        UpdateGroup request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Update.At(groupId), request, cancellationToken);

    /// <summary>Deletes a group.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupRequested> DeleteAsync(string groupId, CancellationToken cancellationToken = default) =>
        _session.CallAsync(Delete.At(groupId), cancellationToken);

    /// <summary>Creates a new invitation; the previous invitation stops working.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupInvite> CreateInviteLinkAsync(
        string groupId,
        GroupCommand? request = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(CreateInvite.At(groupId), request ?? new(), cancellationToken);

    /// <summary>Revokes the invitation.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupAnswer> DeleteInviteLinkAsync(
        string groupId,
        GroupCommand? request = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(DeleteInvite.At(groupId), request ?? new(), cancellationToken);

    /// <summary>Lists the requests to join a group.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<Page<JoinRequest>> ListJoinRequestsAsync(
        string groupId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListJoinRequests.At(groupId), query ?? new(), cancellationToken);

    /// <summary>Lists the requests to join a group, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public IAsyncEnumerable<JoinRequest> ListJoinRequestsAllAsync(
        string groupId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListJoinRequests.At(groupId), query ?? new(), cancellationToken);

    /// <summary>Approves requests to join; check the result of each request.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<JoinOutcome> ApproveJoinRequestsAsync(
        string groupId,
        JoinDecision request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Approve.At(groupId), request, cancellationToken);

    /// <summary>Rejects requests to join; check the result of each request.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<JoinOutcome> RejectJoinRequestsAsync(
        string groupId,
        JoinDecision request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Reject.At(groupId), request, cancellationToken);

    /// <summary>Adds users to a group.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupRequested> AddParticipantsAsync(
        string groupId,
        GroupParticipants request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(AddParticipants.At(groupId), request, cancellationToken);

    /// <summary>Removes users from a group.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Groups API.</remarks>
    public Task<GroupRequested> RemoveParticipantsAsync(
        string groupId,
        GroupParticipants request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(RemoveParticipants.At(groupId), request, cancellationToken);
}
