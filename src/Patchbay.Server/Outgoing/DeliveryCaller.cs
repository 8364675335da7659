using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Telemetry;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>
/// Makes one call to a customer's address. Whatever the receiver does becomes a result, not an exception.
/// </summary>
public sealed class DeliveryCaller(OutboundHttp outbound, Instruments instruments, TimeProvider clock)
{
    private const int MaxHead = 16 * 1024;

    // A receiver that trickles its body holds no place for long, because the status has decided already.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15),
        PatienceWithBody = TimeSpan.FromSeconds(2);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<CallResult> CallAsync(
        CallableEndpoint endpoint,
        QueuedDelivery delivery,
        CancellationToken stopping
    )
    {
        var started = clock.GetTimestamp();
        // Checked at each call, because the rules may have changed since the address was accepted.
        if (!outbound.IsAllowed(endpoint.Row.Environment, endpoint.Url))
            return Failed(AddressNotAllowedException.Reason, started);
        if (DeliverySigning.Body(delivery, endpoint.Row) is not { } body)
            return Failed(DeliveryRules.WhyNothing(endpoint.Row), started);
        using var span = Traces.GoOn("deliver event", ActivityKind.Client, delivery.Traceparent);
        // One deadline covers connecting, TLS and headers: a receiver that trickles cannot hold a call for longer.
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            return await SendAsync(
                endpoint.Row.Environment,
                () => Request(endpoint, delivery, body),
                started,
                either.Token
            );
        }
        catch (Exception error) when (ReasonOf(error, stopping) is { } reason)
        {
            return Failed(reason, started);
        }
    }

    private async Task<CallResult> SendAsync(
        string environment,
        Func<HttpRequestMessage> request,
        long started,
        CancellationToken cancellation
    )
    {
        using var response = await outbound.SendAsync(environment, request, cancellation);
        using var sent = response.RequestMessage;
        var headersAt = clock.GetTimestamp();
        instruments.PhaseEnded(DeliveryPhase.Headers, clock.GetElapsedTime(started, headersAt));
        using var patience = new CancellationTokenSource(PatienceWithBody, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var head = await HeadAsync(response, either.Token);
        instruments.PhaseEnded(DeliveryPhase.Body, clock.GetElapsedTime(headersAt));
        var status = (int)response.StatusCode;
        return new(clock.GetElapsedTime(started))
        {
            StatusCode = status,
            Error = ErrorOf(status),
            Head = head,
            RetryAfter = RetryAfterOf(response),
        };
    }

    private static string? ReasonOf(Exception error, CancellationToken stopping) =>
        error switch
        {
            OperationCanceledException => stopping.IsCancellationRequested ? null : DeliveryRules.TimedOut,
            AddressNotAllowedException => AddressNotAllowedException.Reason,
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => DeliveryRules.TlsError,
            HttpRequestException or IOException => DeliveryRules.Unreachable,
            _ => null,
        };

    private CallResult Failed(string error, long started) => CallResult.Failed(error, clock.GetElapsedTime(started));

    private HttpRequestMessage Request(CallableEndpoint endpoint, QueuedDelivery delivery, byte[] body)
    {
        var now = clock.GetUtcNow();
        var (id, timestamp) = (
            $"msg_{delivery.EventId:N}",
            now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
        );
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        var headers = request.Headers;
        headers.TryAddWithoutValidation("User-Agent", "Patchbay");
        headers.TryAddWithoutValidation("webhook-id", id);
        headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        headers.TryAddWithoutValidation(
            "webhook-signature",
            DeliverySigning.Signature(endpoint.Keys, now, id, timestamp, body)
        );
        headers.TryAddWithoutValidation("X-Hub-Signature-256", DeliverySigning.HubSignature(endpoint.Keys[0], body));
        foreach (var (name, value) in endpoint.Headers)
            headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>The beginning of the body, as far as it came. A body that is cut or late is no failure.</summary>
    private static async Task<string> HeadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength == 0)
            return "";
        var buffer = ArrayPool<byte>.Shared.Rent(MaxHead);
        try
        {
            var length = await ReadAsync(response, buffer.AsMemory(0, MaxHead), cancellation);
            // PostgreSQL's text takes no zero character.
            return AtMost(MaxHead, StorableText.Replaced(Encoding.UTF8.GetString(buffer, 0, length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadAsync(
        HttpResponseMessage response,
        Memory<byte> buffer,
        CancellationToken cancellation
    )
    {
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            int read;
            while (length < buffer.Length && (read = await stream.ReadAsync(buffer[length..], cancellation)) > 0)
                length += read;
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            // The status has decided.
        }
        return length;
    }

    // Bytes that are not UTF-8 become replacement characters of three bytes each, which can exceed the limit.
    private static string AtMost(int bytes, string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        Encoding.UTF8.GetEncoder().Convert(text, new byte[bytes], flush: true, out var characters, out _, out _);
        return text[..characters];
    }

    private static string? ErrorOf(int status) =>
        status switch
        {
            >= 200 and < 300 => null,
            >= 300 and < 400 => DeliveryRules.Redirected,
            _ => $"status_{status}",
        };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
}
