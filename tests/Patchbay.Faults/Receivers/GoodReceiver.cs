using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Patchbay.Faults.Load;

namespace Patchbay.Faults.Receivers;

/// <summary>A receiver that checks the Standard Webhooks signature, records each call and answers 200.</summary>
internal sealed class GoodReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Ledger _ledger;
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private int _second;

    private GoodReceiver(WebApplication app, Ledger ledger)
    {
        _app = app;
        _ledger = ledger;
    }

    public Uri Url => new(_app.Urls.First() + "/hook");

    /// <summary>The endpoint's secret. It is known after the subscription.</summary>
    public string Secret { get; set; } = "";

    /// <summary>How long the first call of a webhook id waits for its answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How long a repeated call of a webhook id waits for its answer.</summary>
    public TimeSpan SecondCallDelay { get; set; }

    /// <summary>The number of calls whose webhook id came before.</summary>
    public int SecondCalls => Volatile.Read(ref _second);

    /// <summary>All calls, including repeated ones.</summary>
    public IReadOnlyCollection<ReceivedCall> Calls => _calls;

    /// <summary>When each number first arrived, as a stopwatch timestamp.</summary>
    public ConcurrentDictionary<int, long> Arrivals { get; } = new();

    public static async Task<GoodReceiver> StartAsync(Ledger ledger)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new GoodReceiver(app, ledger);
        app.MapPost("/hook", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        var body = memory.ToArray();
        var id = http.Request.Headers["webhook-id"].ToString();
        _calls.Enqueue(new(id, TimeProvider.System.GetUtcNow()));
        var isSecond = !_seen.TryAdd(id, true);
        if (isSecond)
            Interlocked.Increment(ref _second);
        Note(http, id, body);
        var delay = isSecond ? SecondCallDelay : Delay;
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, TimeProvider.System);
    }

    private void Note(HttpContext http, string id, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");
        var wamid = data.TryGetProperty("wamid", out var named) ? named.GetString() : null;
        if (NumberedWebhooks.NumberOf(wamid) is { } number)
            Arrivals.TryAdd(number, Stopwatch.GetTimestamp());
        _ledger.Delivered(
            id,
            wamid,
            TextOf(data.TryGetProperty("content", out var content) ? content : default),
            IsSigned(http.Request.Headers, id, body)
        );
    }

    private static string? TextOf(JsonElement content) =>
        content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty("body", out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private bool IsSigned(IHeaderDictionary headers, string id, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{headers["webhook-timestamp"]}."), .. body];
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return headers["webhook-signature"].ToString().Split(' ').Contains(expected);
    }
}

/// <param name="WebhookId">The event's id.</param>
/// <param name="At">When the whole body had arrived.</param>
internal sealed record ReceivedCall(string WebhookId, DateTimeOffset At);
