using System.Text.Json;
using System.Threading.Channels;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Platform.Meta;

/// <summary>Tokens that Meta refused with code 190 on any call, for the worker that checks connections.</summary>
public sealed class RefusedTokens
{
    private const int TokenError = 190,
        Remembered = 1000;

    // A refused token is refused again on the next call, so a full queue may drop the oldest.
    private readonly Channel<Secret> _queue = Channel.CreateBounded<Secret>(
        new BoundedChannelOptions(Remembered) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    public IAsyncEnumerable<Secret> ReadAllAsync(CancellationToken cancellation) =>
        _queue.Reader.ReadAllAsync(cancellation);

    /// <summary>Returns a handler that watches the answers of one HTTP client.</summary>
    internal DelegatingHandler Watch(HttpMessageHandler inner) => new Watcher(this, inner);

    private sealed class Watcher(RefusedTokens refused, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        // Meta's error bodies have a few hundred bytes; longer ones are not read.
        private const int MaxBody = 64 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (
                (int)response.StatusCode is 400 or 401
                && request.Headers.Authorization?.Parameter is { } token
                && await IsTokenErrorAsync(response, cancellationToken)
            )
            {
                refused._queue.Writer.TryWrite(new Secret(token));
            }
            return response;
        }

        private static async Task<bool> IsTokenErrorAsync(HttpResponseMessage response, CancellationToken cancellation)
        {
            if (response.Content.Headers.ContentLength is not <= MaxBody)
                return false;
            await response.Content.LoadIntoBufferAsync(MaxBody, cancellation);
            try
            {
                using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
                return body.RootElement.ValueKind == JsonValueKind.Object
                    && body.RootElement.TryGetProperty("error", out var error)
                    && error.ValueKind == JsonValueKind.Object
                    && error.TryGetProperty("code", out var code)
                    && code.TryGetInt32(out var number)
                    && number == TokenError;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
