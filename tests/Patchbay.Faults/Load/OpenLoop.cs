using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Patchbay.Faults.Load;

/// <summary>
/// Sends events at a steady rate, whether or not the server keeps up. Latency counts from the time an event was due,
/// so a stalled server cannot improve its latency by slowing the generator.
/// </summary>
internal sealed class OpenLoop(Func<int, Uri> target, NumberedWebhooks webhooks, Ledger ledger) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(4),
        Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = 256, ConnectTimeout = TimeSpan.FromSeconds(2) }
    )
    {
        Timeout = Patience,
    };
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private int _next;
    private long _latest;

    /// <summary>When the latest acknowledged event was due.</summary>
    public long LatestAcknowledged => Volatile.Read(ref _latest);

    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>Runs until cancelled, then waits for the open requests.</summary>
    public async Task RunAsync(int perSecond, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var count = 0L;
        using var ticks = new PeriodicTimer(Tick);
        try
        {
            while (await ticks.WaitForNextTickAsync(cancellation))
            {
                for (; count < Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond; count++)
                {
                    Launch(started + (long)(count * (double)Stopwatch.Frequency / perSecond));
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_underWay.Keys);
        }
    }

    /// <summary>The number of the next event, for callers that send events themselves.</summary>
    public int Next()
    {
        var number = Interlocked.Increment(ref _next);
        ledger.Sent(number);
        return number;
    }

    /// <summary>Sends one request with these events; true when it was acknowledged.</summary>
    public async Task<bool> SendAsync(int[] numbers, long intended)
    {
        var body = webhooks.Body(numbers);
        using var request = new HttpRequestMessage(HttpMethod.Post, target(numbers[0]))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(Patchbay.Graph.Webhooks.WebhookSignature.HeaderName, webhooks.Sign(body));
        HttpStatusCode? status = null;
        var saysWhenToRetry = false;
        try
        {
            using var response = await _http.SendAsync(request);
            status = response.StatusCode;
            saysWhenToRetry = response.Headers.RetryAfter is not null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // Without an answer the event may or may not be stored, so it does not count as acknowledged.
        }
        var now = Stopwatch.GetTimestamp();
        _answers.Enqueue(new(numbers[0], status, saysWhenToRetry, intended, now));
        if (status != HttpStatusCode.OK)
            return false;
        foreach (var number in numbers)
            ledger.Acknowledged(number);
        for (
            var seen = LatestAcknowledged;
            intended > seen && Interlocked.CompareExchange(ref _latest, intended, seen) != seen;

        )
            seen = LatestAcknowledged;
        return true;
    }

    public void Dispose() => _http.Dispose();

    private void Launch(long intended)
    {
        var sending = SendAsync([Next()], intended);
        _underWay[sending] = true;
        _ = sending.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }
}

/// <param name="Number">The first event of the request.</param>
/// <param name="Status">Null without an answer.</param>
/// <param name="IntendedAt">When the request was due, as a stopwatch timestamp.</param>
/// <param name="At">When the answer came.</param>
internal sealed record Answer(int Number, HttpStatusCode? Status, bool SaysWhenToRetry, long IntendedAt, long At)
{
    public TimeSpan Latency => Stopwatch.GetElapsedTime(IntendedAt, At);

    public bool IsAcknowledged => Status == HttpStatusCode.OK;
}
