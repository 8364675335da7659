using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Patchbay.Server.Platform.Outbound;

/// <summary>The only way to call an address from a customer. The caller's token sets the time limit.</summary>
public sealed class OutboundHttp : IDisposable
{
    private static readonly TimeSpan PooledFor = TimeSpan.FromMinutes(2);

    private const int MaxHeadersKiB = 16,
        MaxBufferedBody = 1024 * 1024,
        MaxDrained = 64 * 1024;

    private readonly AddressPolicy _policy;
    private readonly Dictionary<string, HttpClient> _clients,
        _withoutPool;

    public OutboundHttp(AddressPolicy policy, HostResolver resolve, AddressDialer dial)
    {
        _policy = policy;
        // A pooled connection has passed the rules of one environment only, so each environment has its own pool.
        _clients = Clients(PooledFor);
        _withoutPool = Clients(TimeSpan.Zero);

        Dictionary<string, HttpClient> Clients(TimeSpan lifetime) =>
            Environments.All.ToDictionary(
                environment => environment,
                environment => Client(new(environment, policy, resolve, dial), lifetime)
            );
    }

    /// <summary>
    /// The shared client of one environment; do not dispose it. It throws <see cref="AddressNotAllowedException"/>,
    /// before anything is sent, for a host that may not be called. It follows no redirect and buffers at most 1 MiB of
    /// an answer.
    /// </summary>
    public HttpClient For(string environment) => _clients[environment];

    /// <summary>
    /// Sends a request and returns when the headers of the answer are there. A receiver may close a pooled connection
    /// at the moment in which it is used again. The request is then sent once more on a new connection.
    /// </summary>
    /// <param name="environment">The environment of the customer.</param>
    /// <param name="make">Makes the request; called again for a second try.</param>
    /// <param name="cancellation">The time limit of both tries together.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string environment,
        Func<HttpRequestMessage> make,
        CancellationToken cancellation
    )
    {
        var (request, call) = (make(), CallConnection.Begin());
        try
        {
            return await SendAsync(_clients[environment], request, cancellation);
        }
        catch (HttpRequestException error) when (call.IsOnUsedConnection && IsBrokenOff(error))
        {
            request.Dispose();
            return await SendAsync(_withoutPool[environment], make(), cancellation);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpRequestMessage request,
        CancellationToken cancellation
    ) => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    private static bool IsBrokenOff(HttpRequestException error) =>
        error.InnerException is IOException
        && error.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown;

    /// <summary>
    /// Whether a URL may be configured: https to a name or permitted address, or http to an address (or localhost) that
    /// this installation exempts; with an allowed port, and without user info and fragment. The addresses of a name are
    /// checked at each connection.
    /// </summary>
    public bool IsAllowed(string environment, Uri url)
    {
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return false;
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            return false;
        if (!PortRules.IsAllowed(url.Port))
            return false;
        if (!UrlHost.TryRead(url, out var literal))
            return false;
        return url.Scheme == Uri.UriSchemeHttps
            ? literal is null || _policy.Permits(environment, literal)
            : literal is not null && _policy.IsExempt(environment, literal);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Concat(_withoutPool.Values))
            client.Dispose();
    }

    private static ValueTask<Stream> ConnectAsync(
        CheckedConnector connector,
        SocketsHttpConnectionContext context,
        CancellationToken cancellation
    )
    {
        return PortRules.IsAllowed(context.DnsEndPoint.Port)
            ? connector.ConnectAsync(context.DnsEndPoint, cancellation)
            : throw new AddressNotAllowedException();
    }

    private static HttpClient Client(CheckedConnector connector, TimeSpan pooledFor)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellation) => ConnectAsync(connector, context, cancellation),
            UseProxy = false, // a proxy would resolve the name itself
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeadersKiB,
            // The handler drains unread parts of an answer to keep the connection. The default of a megabyte would let
            // an endless answer cost that much for each call.
            MaxResponseDrainSize = MaxDrained,
            PooledConnectionLifetime = pooledFor,
            // A certificate can name addresses, such as its issuer's. Fetching them would call addresses that the
            // receiver chose, without our checks.
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                },
            },
        };
        return new(new OverTcp(handler))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBufferedBody,
        };
    }

    private sealed class OverTcp(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            // HTTP/3 opens its QUIC connections without the connect callback, and so without the check of addresses.
            if (request.Version > HttpVersion.Version20)
                request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException error) when (error.InnerException is AddressNotAllowedException)
            {
                // Replaced, because the text of the outer exception contains the host.
                throw new AddressNotAllowedException();
            }
        }
    }
}
