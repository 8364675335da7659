using Json = Patchbay.Graph.Calls.CallsJson;

namespace Patchbay.Graph.Calls;

/// <summary>Voice calls: permission to call a user, and starting, answering and ending calls.</summary>
public sealed class CallOperations
{
    internal static readonly GraphOperation<CallPermissionQuery, CallPermission> Permission = new(
        "checkCallPermissions",
        HttpMethod.Get,
        "{phone_number_id}/call_permissions",
        Json.Default.CallPermissionQuery,
        Json.Default.CallPermission
    );

    internal static readonly GraphOperation<CallRequest, CallResult> Manage = new(
        "manageCalls",
        HttpMethod.Post,
        "{phone_number_id}/calls",
        Json.Default.CallRequest,
        Json.Default.CallResult
    );

    private readonly GraphSession _session;

    internal CallOperations(GraphSession session) => _session = session;

    /// <summary>Reads whether a user may be called, and how much of the limits is left.</summary>
    /// <param name="phoneNumberId">Id of the calling number.</param>
    /// <param name="userWaId">The user's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Call Permissions.</remarks>
    public Task<CallPermission> GetPermissionAsync(
        string phoneNumberId,
        string userWaId,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userWaId);
        return _session.CallAsync(Permission.At(phoneNumberId), new() { UserWaId = userWaId }, cancellationToken);
    }

    /// <summary>Starts, answers or ends a call.</summary>
    /// <exception cref="GraphApiException">
    /// Code 138006: the user has given no permission; 138001: the user cannot be called; 138000: calling is switched
    /// off.
    /// </exception>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Calls.</remarks>
    public Task<CallResult> SendAsync(
        string phoneNumberId,
        CallRequest request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Manage.At(phoneNumberId), request, cancellationToken);
}
