using Patchbay.Graph.Instagram;
using Patchbay.Graph.OAuth;

namespace Patchbay.Graph;

/// <summary>The entry point to Meta's Graph API.</summary>
/// <remarks>
/// It holds no credentials and no changing state, so one instance serves every account of a process: <see cref="As"/>
/// binds a token and gives the operations.
/// </remarks>
public sealed class GraphClient
{
    private readonly GraphTransport _transport;

    /// <summary>Creates a client on top of an HTTP client.</summary>
    /// <param name="http">Sends the requests. Its base address is not used.</param>
    /// <param name="options">Addresses, version and limits, validated here; the defaults when omitted.</param>
    /// <param name="time">The clock for time-outs and waits; the system clock when omitted.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    /// <remarks>
    /// Give that client an infinite time-out: <see cref="GraphClientOptions.Timeout"/> applies instead.
    /// </remarks>
    public GraphClient(HttpClient http, GraphClientOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        options ??= new GraphClientOptions();
        options.EnsureValid();
        Options = options;
        _transport = new GraphTransport(http, options, time ?? TimeProvider.System);
        var anonymous = new GraphSession(_transport, GraphCredentials.None);
        OAuth = new OAuthOperations(anonymous);
        InstagramLogin = new InstagramLoginOperations(anonymous);
    }

    /// <summary>The options this client was created with.</summary>
    public GraphClientOptions Options { get; }

    /// <summary>Token exchange: the calls made before there is a token.</summary>
    public OAuthOperations OAuth { get; }

    /// <summary>Token exchange for Instagram Login.</summary>
    public InstagramLoginOperations InstagramLogin { get; }

    /// <summary>Binds an access token.</summary>
    /// <param name="accessToken">A user, system-user, business, page or app token, without the word Bearer.</param>
    /// <exception cref="ArgumentException">The token is blank or contains characters that no token has.</exception>
    /// <remarks>The session is immutable and cheap: create a session per account, or per call.</remarks>
    public GraphSession As(string accessToken) =>
        new(_transport, GraphCredentials.ForToken(accessToken, Options.AppSecret));

    /// <summary>Binds the app's own token, which is the app id and the app secret joined by a vertical bar.</summary>
    /// <param name="appId">The app's id.</param>
    /// <param name="appSecret">The app's secret.</param>
    public GraphSession AsApp(string appId, string appSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        ArgumentException.ThrowIfNullOrWhiteSpace(appSecret);
        return new(_transport, GraphCredentials.ForApp(appId, appSecret));
    }
}
