namespace Patchbay.Graph.OAuth;

/// <summary>What a token is and may do.</summary>
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
    /// Asks what a token is. Call it on a session made by <see cref="GraphClient.AsApp"/>. A dead token is an answer, not an error:
    /// see <see cref="TokenInfo.IsValid"/>.
    /// </summary>
    /// <param name="inputToken">The token in question; Meta takes it in the address, so keep addresses out of logs.</param>
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

    /// <summary>Makes or fetches a token of a system user of a portfolio.</summary>
    /// <remarks>Meta: Marketing API &gt; System Users &gt; Install apps, generate, refresh and revoke tokens.</remarks>
    public Task<AccessToken> CreateSystemUserTokenAsync(
        string businessId,
        SystemUserTokenRequest request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(SystemUser.At(businessId), request, cancellationToken);

    /// <summary>Lists what a user has allowed.</summary>
    /// <param name="userId">The user, or <c>me</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>Meta: Facebook Login &gt; Permissions.</remarks>
    public Task<Page<PermissionGrant>> ListPermissionsAsync(
        string userId = "me",
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Permissions.At(userId), cancellationToken);

    /// <summary>Takes back all that a user has allowed, which ends their tokens. Not for system users.</summary>
    /// <remarks>Meta: Facebook Login &gt; Permissions.</remarks>
    public Task<Acknowledgement> RevokePermissionsAsync(
        string userId = "me",
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(RevokePermissions.At(userId), cancellationToken);
}
