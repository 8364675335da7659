using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Patchbay.Emulator.Composition;

/// <summary>Answers requests in the process, without a socket.</summary>
internal sealed class InMemoryHandler(RequestDelegate handle) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var lifetime = new Lifetime(cancellationToken);
        var context = await NewContextAsync(request, lifetime, cancellationToken);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await handle(context);
        if (lifetime.WasCut)
            throw new HttpRequestException("The response ended prematurely.");
        return NewResponse(context.Response, body.ToArray(), request);
    }

    private static async Task<DefaultHttpContext> NewContextAsync(
        HttpRequestMessage message,
        Lifetime lifetime,
        CancellationToken cancel
    )
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        var request = context.Request;
        request.Method = message.Method.Method;
        if (message.RequestUri is { } address)
            SetAddress(request, address);
        foreach (var (name, values) in message.Headers)
            request.Headers[name] = values.ToArray();
        if (message.Content is not { } content)
            return context;
        var bytes = await content.ReadAsByteArrayAsync(cancel);
        foreach (var (name, values) in content.Headers)
            request.Headers[name] = values.ToArray();
        request.ContentLength = bytes.Length;
        request.Body = new MemoryStream(bytes, writable: false);
        return context;
    }

    private static void SetAddress(HttpRequest request, Uri address)
    {
        request.Scheme = address.Scheme;
        request.Host = HostString.FromUriComponent(address);
        request.Path = PathString.FromUriComponent(address);
        request.QueryString = QueryString.FromUriComponent(address);
    }

    private static HttpResponseMessage NewResponse(HttpResponse response, byte[] body, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            Content = new ByteArrayContent(body),
            RequestMessage = request,
        };
        foreach (var (name, values) in response.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, values.ToArray()))
                message.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        return message;
    }

    /// <summary>Knows whether the emulator cut the connection instead of answering.</summary>
    private sealed class Lifetime(CancellationToken cancel) : IHttpRequestLifetimeFeature, IDisposable
    {
        private readonly CancellationTokenSource _aborted = CancellationTokenSource.CreateLinkedTokenSource(cancel);

        public bool WasCut { get; private set; }

        public CancellationToken RequestAborted
        {
            get => _aborted.Token;
            set => throw new NotSupportedException();
        }

        public void Abort() => WasCut = true;

        public void Dispose() => _aborted.Dispose();
    }
}
