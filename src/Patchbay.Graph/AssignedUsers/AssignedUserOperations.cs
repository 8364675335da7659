using Json = Patchbay.Graph.AssignedUsers.AssignedUsersJson;

namespace Patchbay.Graph.AssignedUsers;

/// <summary>The users assigned to a WhatsApp Business account.</summary>
public sealed class AssignedUserOperations
{
    internal static readonly GraphOperation<ListAssignedUsers, AssignedUserPage> List = new(
        "getAssignedUsers",
        HttpMethod.Get,
        "{waba_id}/assigned_users",
        Json.Default.ListAssignedUsers,
        Json.Default.AssignedUserPage
    );

    internal static readonly GraphOperation<AssignUser, Acknowledgement> Add = new(
        "addAssignedUser",
        HttpMethod.Post,
        "{waba_id}/assigned_users",
        Json.Default.AssignUser,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Form,
    };

    internal static readonly GraphOperation<RemoveUser, Acknowledgement> Remove = new(
        "removeAssignedUser",
        HttpMethod.Delete,
        "{waba_id}/assigned_users",
        Json.Default.RemoveUser,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Form,
    };

    internal static readonly GraphOperation<PageQuery, Page<AssignedAccount>> ListAccounts = new(
        "getAssignedWhatsAppBusinessAccounts",
        HttpMethod.Get,
        "{user_id}/assigned_whatsapp_business_accounts",
        CoreJson.Default.PageQuery,
        Json.Default.PageAssignedAccount
    );

    private readonly GraphSession _session;

    internal AssignedUserOperations(GraphSession session) => _session = session;

    /// <summary>Lists the assigned users, one page.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account Users.</remarks>
    public Task<AssignedUserPage> ListAsync(
        string wabaId,
        ListAssignedUsers request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(wabaId), request, cancellationToken);

    /// <summary>Assigns a user to an account.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account Users.</remarks>
    public Task<Acknowledgement> AddAsync(
        string wabaId,
        AssignUser request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Add.At(wabaId), request, cancellationToken);

    /// <summary>Removes a user from an account.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Account Users.</remarks>
    public Task<Acknowledgement> RemoveAsync(
        string wabaId,
        RemoveUser request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Remove.At(wabaId), request, cancellationToken);

    /// <summary>Lists the accounts that a user is assigned to.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Assigned WhatsApp Business Accounts.</remarks>
    public Task<Page<AssignedAccount>> ListAccountsAsync(
        string userId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(ListAccounts.At(userId), query ?? new(), cancellationToken);

    /// <summary>Lists the accounts that a user is assigned to, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Assigned WhatsApp Business Accounts.</remarks>
    public IAsyncEnumerable<AssignedAccount> ListAccountsAllAsync(
        string userId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(ListAccounts.At(userId), query ?? new(), cancellationToken);
}
