using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Payments;

/// <summary>An answer of a provider: its status, and its body if that is JSON.</summary>
internal sealed record ProviderAnswer(HttpStatusCode Status, JsonElement Body)
{
    public bool IsGood => (int)Status is >= 200 and < 300;

    public JsonElement this[string name] => Body.Member(name);
}

/// <summary>
/// Calls payment providers. Accepts only small JSON answers within ten seconds, follows no redirects and logs no
/// contents.
/// </summary>
internal sealed class ProviderHttp(OutboundHttp outbound, TimeProvider clock) : IDisposable
{
    private const int MaxAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Used for addresses from our own settings. Addresses from callers are called through the guarded client.
    private readonly HttpClient _trusted = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswer,
    };

    /// <param name="guardedFor">The environment, if a caller gave the address; null for an address from our own
    /// settings.</param>
    /// <param name="request">Method, address and body.</param>
    /// <param name="bearer">The bearer token.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<(ProviderAnswer? Answer, Problem? Problem)> SendAsync(
        HttpRequestMessage request,
        Secret? bearer,
        string? guardedFor,
        CancellationToken cancellation
    )
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellation);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
        try
        {
            using var response = await (guardedFor is null ? _trusted : outbound.For(guardedFor)).SendAsync(
                request,
                either.Token
            );
            return await AnswerOfAsync(response, either.Token);
        }
        catch (Exception error)
            when (error is HttpRequestException or AddressNotAllowedException
                || (error is OperationCanceledException && enough.IsCancellationRequested)
            )
        {
            return (null, PaymentProblems.Unavailable);
        }
    }

    public void Dispose() => _trusted.Dispose();

    private static async Task<(ProviderAnswer? Answer, Problem? Problem)> AnswerOfAsync(
        HttpResponseMessage response,
        CancellationToken cancellation
    )
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return (null, PaymentProblems.Busy);
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
            return (null, PaymentProblems.Unavailable);
        return (new(response.StatusCode, await BodyAsync(response, cancellation)), null);
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default; // an error may be an HTML page
        }
    }
}
