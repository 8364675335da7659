using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Patchbay.Testing;

/// <summary>A customer's server that records each call and answers as the test says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly Channel<ReceivedWebhook> _incoming = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly ConcurrentQueue<ReceivedWebhook> _all = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Answers the next calls.</summary>
    public Func<ReceivedWebhook, HttpResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => _app.Urls.First() + "/hook";

    public IReadOnlyCollection<ReceivedWebhook> All => _all;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/{**path}", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    public void AnswerWith(int status) =>
        Answer = (_, response) =>
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        };

    /// <summary>Returns the next call that has not been returned. A failure names the awaited event.</summary>
    public async Task<ReceivedWebhook> NextAsync(string? eventName = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var next = await _incoming.Reader.ReadAsync(patience.Token);
                if (eventName is null || next.Event == eventName)
                    return next;
            }
        }
        catch (OperationCanceledException error)
        {
            throw new TimeoutException(
                $"No webhook '{eventName ?? "of any kind"}' came within {Patience}. "
                    + $"Received: {string.Join(", ", _all.Select(webhook => webhook.Event))}.",
                error
            );
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var received = new ReceivedWebhook(
            http.Request.Path,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()
        );
        _all.Enqueue(received);
        await Answer(received, http.Response);
        await _incoming.Writer.WriteAsync(received);
    }
}

/// <summary>A received call.</summary>
public sealed record ReceivedWebhook(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Event => Json.TryGetProperty("event", out var name) ? name.GetString() : null;

    public JsonElement Data => Json.GetProperty("data");
}
