namespace Patchbay.Graph.OAuth;

/// <summary>Token exchange: the calls that are made before there is a token.</summary>
/// <remarks>Except for revoking, secrets travel in the body and never in the URL.</remarks>
public sealed class OAuthOperations
{
    // A code works once, so the exchange must not be repeated after a lost answer.
    internal static readonly GraphOperation<ExchangeCode, AccessToken> Exchange = new(
        "exchangeCode",
        HttpMethod.Post,
        "oauth/access_token",
        OAuthJson.Default.ExchangeCode,
        OAuthJson.Default.AccessToken
    )
    {
        Input = GraphInput.Form,
    };

    internal static readonly GraphOperation<ExtendToken, AccessToken> Extend = new(
        "extendToken",
        HttpMethod.Post,
        "oauth/access_token",
        OAuthJson.Default.ExtendToken,
        OAuthJson.Default.AccessToken
    )
    {
        Input = GraphInput.Form,
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<RevokeToken, Acknowledgement> Revoke = new(
        "revokeToken",
        HttpMethod.Get,
        "oauth/revoke",
        OAuthJson.Default.RevokeToken,
        CoreJson.Default.Acknowledgement
    );

    private readonly GraphSession _anonymous;

    internal OAuthOperations(GraphSession anonymous) => _anonymous = anonymous;

    /// <summary>
    /// Exchanges a code for a token; when the exchange is interrupted, the code may be used up, so start the dialog
    /// again.
    /// </summary>
    /// <exception cref="GraphException">
    /// Code 100 with sub-code 36007 (expired) or 36009 (used), 101 (unknown app), 1 (wrong secret).
    /// </exception>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Embedded Signup &gt; Onboarding customers as a Tech Provider.
    /// </remarks>
    public Task<AccessToken> ExchangeCodeAsync(ExchangeCode request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.ClientId, nameof(request.ClientId));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.ClientSecret, nameof(request.ClientSecret));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Code, nameof(request.Code));
        return _anonymous.CallAsync(Exchange.Here(), request, cancellationToken);
    }

    /// <summary>
    /// Exchanges a code for a token; when the exchange is interrupted, the code may be used up, so start the dialog
    /// again.
    /// </summary>
    /// <remarks>
    /// Meta: WhatsApp Business Platform &gt; Embedded Signup &gt; Onboarding customers as a Tech Provider.
    /// </remarks>
    public Task<AccessToken> ExchangeCodeAsync(
        string appId,
        string appSecret,
        string code,
        string? redirectUri = null,
        CancellationToken cancellationToken = default
    ) =>
        ExchangeCodeAsync(
            new()
            {
                ClientId = appId,
                ClientSecret = appSecret,
                Code = code,
                RedirectUri = redirectUri,
            },
            cancellationToken
        );

    /// <summary>Exchanges a short-lived user token for a token that lives about 60 days.</summary>
    /// <remarks>Meta: Facebook Login &gt; Access tokens &gt; Long-lived tokens.</remarks>
    public Task<AccessToken> ExtendTokenAsync(ExtendToken request, CancellationToken cancellationToken = default) =>
        _anonymous.CallAsync(Extend.Here(), request, cancellationToken);

    /// <summary>
    /// Revokes the token of a system user; Meta takes the token in the URL, so keep URLs out of logs.
    /// </summary>
    /// <remarks>Meta: Facebook Login for Business &gt; Revoking tokens.</remarks>
    public Task<Acknowledgement> RevokeTokenAsync(RevokeToken request, CancellationToken cancellationToken = default) =>
        _anonymous.CallAsync(Revoke.Here(), request, cancellationToken);

    /// <summary>Builds an app's own token without a call.</summary>
    public static string AppAccessToken(string appId, string appSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        ArgumentException.ThrowIfNullOrWhiteSpace(appSecret);
        return $"{appId}|{appSecret}";
    }
}
