using Json = Patchbay.Graph.Instagram.InstagramJson;

namespace Patchbay.Graph.Instagram;

/// <summary>Token exchange for Instagram Login.</summary>
/// <remarks>Meta takes the tokens to extend and to refresh in the URL, so keep URLs out of logs.</remarks>
public sealed class InstagramLoginOperations
{
    internal static readonly GraphOperation<ExchangeInstagramCode, InstagramCodeToken> Exchange = new(
        "exchangeInstagramCode",
        HttpMethod.Post,
        "oauth/access_token",
        Json.Default.ExchangeInstagramCode,
        Json.Default.InstagramCodeToken
    )
    {
        Input = GraphInput.Form,
        Host = GraphHost.InstagramLogin,
        IsVersionless = true,
    };

    internal static readonly GraphOperation<ExtendInstagramToken, InstagramToken> Extend = new(
        "extendInstagramToken",
        HttpMethod.Get,
        "access_token",
        Json.Default.ExtendInstagramToken,
        Json.Default.InstagramToken
    )
    {
        Host = GraphHost.Instagram,
        IsVersionless = true,
    };

    internal static readonly GraphOperation<RefreshInstagramToken, InstagramToken> Refresh = new(
        "refreshInstagramToken",
        HttpMethod.Get,
        "refresh_access_token",
        Json.Default.RefreshInstagramToken,
        Json.Default.InstagramToken
    )
    {
        Host = GraphHost.Instagram,
        IsVersionless = true,
    };

    private readonly GraphSession _anonymous;

    internal InstagramLoginOperations(GraphSession anonymous) => _anonymous = anonymous;

    /// <summary>
    /// Exchanges a code for a token that lives one hour; when the exchange is interrupted, the code may be used up, so
    /// start the dialog again.
    /// </summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Business Login.</remarks>
    public async Task<InstagramCodeToken> ExchangeCodeAsync(
        ExchangeInstagramCode request,
        CancellationToken cancellationToken = default
    )
    {
        var answer = await _anonymous.CallAsync(Exchange.Here(), request, cancellationToken).ConfigureAwait(false);
        return answer.Data is [var wrapped, ..] ? wrapped : answer;
    }

    /// <summary>Exchanges a token that lives one hour for a token that lives 60 days.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Business Login.</remarks>
    public Task<InstagramToken> ExtendTokenAsync(
        string appSecret,
        string token,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appSecret);
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return _anonymous.CallAsync(
            Extend.Here(),
            new() { ClientSecret = appSecret, Token = token },
            cancellationToken
        );
    }

    /// <summary>Extends a token for another 60 days; the token must be at least 24 hours old and not expired.</summary>
    /// <remarks>Meta: Instagram Platform &gt; Instagram API with Instagram Login &gt; Business Login.</remarks>
    public Task<InstagramToken> RefreshTokenAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return _anonymous.CallAsync(Refresh.Here(), new() { Token = token }, cancellationToken);
    }
}
