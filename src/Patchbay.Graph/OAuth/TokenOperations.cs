namespace Patchbay.Graph.OAuth;

/// <summary>Inspecting, creating and revoking tokens.</summary>
public sealed class TokenOperations
{
    internal static readonly GraphOperation<DebugToken, DebuggedToken> Debug = new(
        "debugToken",
        HttpMethod.Get,
        "debug_token",
        OAuthJson.Default.DebugToken,
        OAuthJson.Default.DebuggedToken
    );

    internal static readonly GraphOperation<SystemUserTokenRequest, AccessToken> SystemUser = new(
        "createSystemUserToken",
        HttpMethod.Post,
        "{business_id}/system_user_access_tokens",
        OAuthJson.Default.SystemUserTokenRequest,
        OAuthJson.Default.AccessToken
    );

    internal static readonly GraphOperation<Page<PermissionGrant>> Permissions = new(
        "listPermissions",
        HttpMethod.Get,
        "{user_id}/permissions",
        OAuthJson.Default.PagePermissionGrant
    );

    internal static readonly GraphOperation<Acknowledgement> RevokePermissions = new(
        "revokePermissions",
        HttpMethod.Delete,
        "{user_id}/permissions",
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    private readonly GraphSession _session;

    internal TokenOperations(GraphSession session) => _session = session;

    /// <summary>
    /// Inspects a token, on a session made by <see cref="GraphClient.AsApp"/>; a token that is no longer valid is an
    /// answer, not an error: see <see cref="TokenInfo.IsValid"/>.
    /// </summary>
    /// <param name="inputToken">The token to inspect. Meta takes it in the URL, so keep URLs out of logs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Graph API &gt; Reference &gt; Debug Token.</remarks>
    public async Task<TokenInfo> DebugAsync(string inputToken, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(inputToken);
        return (
            await _session
                .CallAsync(Debug.Here(), new DebugToken { InputToken = inputToken }, cancellationToken)
                .ConfigureAwait(false)
        ).Data;
    }

    /// <summary>Creates or fetches the token of a system user of a portfolio.</summary>
    /// <remarks>Meta: Marketing API &gt; System Users &gt; Install apps, generate, refresh and revoke tokens.</remarks>
    public Task<AccessToken> CreateSystemUserTokenAsync(
        string businessId,
        SystemUserTokenRequest request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SystemUser.At(businessId), request, cancellationToken);

    /// <summary>Lists the permissions that a user has granted.</summary>
    /// <param name="userId">Id of the user, or <c>me</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Facebook Login &gt; Permissions.</remarks>
    public Task<Page<PermissionGrant>> ListPermissionsAsync(
        string userId = "me",
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Permissions.At(userId), cancellationToken);

    /// <summary>
    /// Revokes all permissions of a user, which invalidates the user's tokens; the call does not work for system users.
    /// </summary>
    /// <remarks>Meta: Facebook Login &gt; Permissions.</remarks>
    public Task<Acknowledgement> RevokePermissionsAsync(
        string userId = "me",
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(RevokePermissions.At(userId), cancellationToken);
}
