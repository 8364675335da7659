using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Webhooks;

/// <summary>
/// Signs and posts due deliveries. A lane keeps a conversation in order, and other lanes do not wait for it.
/// </summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private const int Lanes = 16;
    private readonly Channel<(World World, Delivery Delivery)>[] _lanes;
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client;
    private readonly Task[] _workers;
    private readonly EmulatorOptions _options;

    public WebhookSender(EmulatorOptions options)
    {
        _options = options;
        _client = WebhookClient.Create(options);
        _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<(World, Delivery)>())];
        _workers = [.. _lanes.Select(lane => Task.Run(() => WorkAsync(lane.Reader)))];
    }

    /// <summary>Called under the world's gate when a delivery is due.</summary>
    public void Send(World world, Delivery delivery)
    {
        world.InFlight++;
        var lane = (uint)string.GetHashCode(delivery.Url + delivery.Order, StringComparison.Ordinal) % Lanes;
        if (!_lanes[lane].Writer.TryWrite((world, delivery)))
            world.InFlight--;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var lane in _lanes)
            lane.Writer.TryComplete();
        await Task.WhenAll(_workers);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync(ChannelReader<(World World, Delivery Delivery)> lane)
    {
        try
        {
            await foreach (var (world, delivery) in lane.ReadAllAsync(_stop.Token))
            {
                List<DeliveryAttempt> attempts = [await TryAsync(world, delivery)];
                if (world.Webhooks.Duplicate)
                    attempts.Add(await TryAsync(world, delivery));
                world.Change(() => Record(world, delivery, attempts));
                world.NotifyWhenQuiet();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The emulator stops. Pending deliveries stay pending in the file.
        }
    }

    private async Task<DeliveryAttempt> TryAsync(World world, Delivery delivery)
    {
        var secret = world.Read(() => world.Find<App>(delivery.AppId)?.Secret) ?? "";
        var started = world.Clock.Inner.GetTimestamp();
        var at = world.Clock.Milliseconds;
        if (delivery.Attempts.Count < delivery.LosesAttempts)
            return new DeliveryAttempt(at, null, "lost on the way", 0);
        try
        {
            using var request = NewRequest(delivery, secret, world.Webhooks);
            return new DeliveryAttempt(at, await SendAsync(request), null, Elapsed(world, started));
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return new DeliveryAttempt(at, null, "timed out", Elapsed(world, started));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Any other failure of a receiver is a failed attempt, and the lane goes on.
            return new DeliveryAttempt(at, null, failure.Message, Elapsed(world, started));
        }
    }

    private async Task<int> SendAsync(HttpRequestMessage request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(_options.WebhookTimeout);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return (int)response.StatusCode;
    }

    private static HttpRequestMessage NewRequest(Delivery delivery, string secret, WebhookSwitches switches)
    {
        var body =
            switches.Unescaped && delivery.ContentType is null ? AnswerWriter.Rewrite(delivery.Body) : delivery.Body;
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(delivery.ContentType ?? "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "facebookexternalua");
        if (delivery.ContentType is not null)
            return request;
        if (delivery.AppId == Delivery.AbacatePayApp)
            SignAsAbacatePay(request.Headers, body);
        else if (!switches.NoSignature)
            SignAsMeta(request.Headers, switches.BadSignature ? secret + "-wrong" : secret, body);
        return request;
    }

    private static void SignAsAbacatePay(HttpRequestHeaders headers, byte[] body)
    {
        var key = Encoding.UTF8.GetBytes(EmulatorDefaults.AbacatePayWebhookKey);
        headers.TryAddWithoutValidation("X-Webhook-Signature", Convert.ToBase64String(HMACSHA256.HashData(key, body)));
    }

    private static void SignAsMeta(HttpRequestHeaders headers, string key, byte[] body)
    {
        var sha256 = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));
        headers.TryAddWithoutValidation("X-Hub-Signature", "sha1=" + Sha1(key, body));
        headers.TryAddWithoutValidation("X-Hub-Signature-256", "sha256=" + sha256);
    }

#pragma warning disable CA5350 // Meta sends the old digest beside the new digest.
    private static string Sha1(string key, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), body));
#pragma warning restore CA5350

    private static long Elapsed(World world, long started) =>
        (long)world.Clock.Inner.GetElapsedTime(started).TotalMilliseconds;

    private void Record(World world, Delivery delivery, List<DeliveryAttempt> attempts)
    {
        world.InFlight--;
        delivery.Attempts.AddRange(attempts);
        if (attempts[^1].HttpStatus is 200)
        {
            delivery.Status = DeliveryStatus.Delivered;
            delivery.DueAt ??= Outbox.RepeatWithOthers(world, delivery);
        }
        else
        {
            var age = TimeSpan.FromMilliseconds(world.Clock.Milliseconds - delivery.CreatedAt);
            var gap = DeliveryRules.NextGap(delivery.Attempts.Count, _options.WebhookRetryGap, age);
            delivery.Status = gap is null ? DeliveryStatus.Dropped : DeliveryStatus.Pending;
            delivery.DueAt = gap is { } wait ? world.Clock.Milliseconds + (long)wait.TotalMilliseconds : null;
            if (delivery.DueAt is { } again)
                Outbox.RepeatForOthers(world, delivery, again);
        }
        world.Save(delivery);
    }
}
