using System.Diagnostics;
using System.Security.Cryptography;

namespace Patchbay.Bench;

/// <summary>The floor: posts the same bodies with the same signatures, and stores nothing.</summary>
internal sealed class BareDeliveries(string url)
{
    private const int Connections = 32;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly byte[] _key = new byte[32];

    /// <summary>Sends the posts; returns the posts per second.</summary>
    public async Task<double> RunAsync(int count)
    {
        var next = 0;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int n; (n = Interlocked.Increment(ref next)) <= count; )
                            await PostAsync(n);
                    })
                )
        );
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task PostAsync(int n)
    {
        var body = DeliveryBenchStage.Body(n);
        byte[] signed = [.. "msg_0199a1b2c3d4e5f60718293a4b5c6d7e.1768473000."u8, .. body];
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(
            "webhook-signature",
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed))
        );
        request.Headers.TryAddWithoutValidation(
            "X-Hub-Signature-256",
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, body))
        );
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
