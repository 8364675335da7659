using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Idempotency;

/// <summary>
/// Honours <c>Idempotency-Key</c> on every POST of a known caller, without a word in the route. The answer is captured,
/// so that it can be repeated byte for byte, secrets that are shown once included.
/// </summary>
internal sealed class IdempotentRoutes(RequestDelegate next, IdempotentCalls calls)
{
    private static readonly string[] Kept = ["Content-Type", "Location", "ETag", "Cache-Control"];

    public async Task InvokeAsync(HttpContext http)
    {
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || !http.Request.Headers.ContainsKey(IdempotentCalls.Header)
            || http.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<OwnIdempotency>() is not null
            || http.Features.Get<Caller>() is not { } caller
        )
        {
            await next(http);
            return;
        }
        var streams = endpoint.Metadata.GetMetadata<StreamedBody>() is not null;
        if (!(await HashAsync(http, streams)).TryGet(out var hash, out var problem))
        {
            await problem.ExecuteAsync(http);
            return;
        }
        var result = await calls.RunAsync(http, caller, hash, () => CaptureAsync(http));
        await result.ExecuteAsync(http);
    }

    // The body of an upload is not read ahead. Its boundary differs from call to call anyway, so its length stands for
    // it.
    private static async Task<Outcome<byte[]>> HashAsync(HttpContext http, bool streams)
    {
        var target = Encoding.UTF8.GetBytes(http.Request.GetEncodedPathAndQuery());
        if (streams)
            return SHA256.HashData([.. target, 0, .. BitConverter.GetBytes(http.Request.ContentLength ?? -1)]);
        if (await RequestBody.ReadBytesAsync(http, RequestBody.DefaultLimit) is not { } body)
            return RequestBody.TooLarge;
        http.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        return SHA256.HashData([.. target, 0, .. body.Span]);
    }

    // The call finishes even when the client hangs up, so that its answer can be kept.
    private async Task<CallAnswer> CaptureAsync(HttpContext http)
    {
        var (body, aborted) = (http.Response.Body, http.RequestAborted);
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        http.RequestAborted = CancellationToken.None;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
            http.RequestAborted = aborted;
        }
        var headers = Kept.Where(http.Response.Headers.ContainsKey)
            .ToDictionary(name => name, name => http.Response.Headers[name].ToString(), StringComparer.Ordinal);
        return new CallAnswer(http.Response.StatusCode, buffer.ToArray()) { Headers = headers };
    }
}

/// <summary>Metadata of a route whose handler keeps its answers itself.</summary>
internal sealed class OwnIdempotency;

/// <summary>Metadata of a route whose body is too large to be read ahead.</summary>
internal sealed class StreamedBody;

internal static class IdempotentRouteExtensions
{
    /// <summary>The handler uses <see cref="IdempotentCalls"/> itself.</summary>
    public static TBuilder WithOwnIdempotency<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new OwnIdempotency());

    /// <summary>The body is streamed; with an <c>Idempotency-Key</c> its length is compared, not its bytes.</summary>
    public static TBuilder WithStreamedBody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new StreamedBody());
}
