using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Outgoing;

/// <summary>Makes one call to a customer's address and tells how it ended; it never throws for what the other side does.</summary>
public sealed class DeliveryCaller(OutboundHttp outbound, EndpointStore endpoints, Vault vault, Instruments instruments, TimeProvider clock)
{
    private const int MaxHead = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<CallResult> CallAsync(EndpointRow endpoint, EventRow e, CancellationToken stopping)
    {
        var started = clock.GetTimestamp();
        // Judged again at each call: the environment's rules may have changed since the address was taken.
        if (!outbound.IsAllowed(endpoint.Environment, new Uri(endpoint.Url))) return Failed(AddressNotAllowedException.Reason, started);
        if (DeliverySigning.Body(e, endpoint.Format) is not { } body) return Failed(DeliveryRules.NothingToSend, started);
        using var request = await RequestAsync(endpoint, e, body, stopping);
        // One deadline over connecting, TLS, headers and body: a receiver that trickles cannot hold a worker.
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            using var response = await outbound.For(endpoint.Environment).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var headersAt = clock.GetTimestamp();
            instruments.PhaseEnded(DeliveryPhase.Headers, clock.GetElapsedTime(started, headersAt));
            var head = await HeadAsync(response, either.Token);
            instruments.PhaseEnded(DeliveryPhase.Body, clock.GetElapsedTime(headersAt));
            var status = (int)response.StatusCode;
            return new(status, ErrorOf(status), head, RetryAfterOf(response), clock.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Failed(DeliveryRules.TimedOut, started);
        }
        catch (AddressNotAllowedException)
        {
            return Failed(AddressNotAllowedException.Reason, started);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Failed(DeliveryRules.Unreachable, started);
        }
    }

    private CallResult Failed(string error, long started) => new(null, error, null, null, clock.GetElapsedTime(started));

    private async Task<HttpRequestMessage> RequestAsync(EndpointRow endpoint, EventRow e, byte[] body, CancellationToken cancellation)
    {
        var secrets = new List<string>();
        foreach (var row in await endpoints.SecretsAsync(endpoint.Id, cancellation))
        {
            secrets.Add((await vault.OpenAsync(EndpointStore.SecretPlace(endpoint.OrganizationId, row.Id), row.Secret, cancellation)).Reveal());
        }
        var (id, timestamp) = ($"msg_{e.Id:N}", clock.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Patchbay");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", DeliverySigning.Signature(secrets, id, timestamp, body));
        request.Headers.Add("X-Hub-Signature-256", DeliverySigning.HubSignature(secrets[0], body));
        await AddOwnHeadersAsync(request, endpoint, cancellation);
        return request;
    }

    private async Task AddOwnHeadersAsync(HttpRequestMessage request, EndpointRow endpoint, CancellationToken cancellation)
    {
        if (endpoint.Headers is not { } box) return;
        var text = await vault.OpenAsync(EndpointStore.HeadersPlace(endpoint.OrganizationId, endpoint.Id), box, cancellation);
        foreach (var (name, value) in JsonSerializer.Deserialize(text.Reveal(), OutgoingJson.Default.DictionaryStringString)!)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task<string> HeadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[MaxHead];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(buffer, MaxHead, throwOnEndOfStream: false, cancellation);
        // PostgreSQL's text takes no zero character.
        return Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', '\uFFFD');
    }

    private static string? ErrorOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => DeliveryRules.Redirected,
        _ => $"status_{status}",
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}
