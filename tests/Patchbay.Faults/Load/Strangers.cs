using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;

namespace Patchbay.Faults.Load;

/// <summary>
/// Strangers of one kind, who begin a request at a steady rate from several addresses of this machine. Their answers
/// are counted by status; no answer counts as 0.
/// </summary>
internal sealed class Strangers(StrangerKind kind, Uri server) : IDisposable
{
    private const int Addresses = 4;

    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(500),
        Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Hooks =
    [
        "/webhooks/meta",
        "/hooks/whatsapp",
        "/webhook/whatsapp",
        $"/webhook/phone/{Guid.Empty}",
        "/webhooks/meta/deauthorize",
    ];

    private static readonly string[] Broken =
    [
        "Content-Length: 1000\r\n\r\n{\"object\":",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
    ];

    private readonly Ids _ids = new(TimeProvider.System);
    private readonly HttpClient[] _clients = [.. Enumerable.Range(0, Addresses).Select(at => ClientAt(kind, at))];
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();

    public StrangerKind Kind => kind;

    /// <summary>How many requests got each status; 0 stands for no answer.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = new();

    /// <summary>Runs until cancelled, then waits for the open requests.</summary>
    public async Task RunAsync(int perSecond, CancellationToken cancellation)
    {
        var (started, count) = (Stopwatch.GetTimestamp(), 0);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (await ticks.WaitForNextTickAsync(cancellation))
            {
                for (; count < Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond; count++)
                    Launch(count, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_underWay.Keys);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private void Launch(int number, CancellationToken cancellation)
    {
        var request = CountAsync(number, cancellation);
        _underWay[request] = true;
        _ = request.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task CountAsync(int number, CancellationToken cancellation)
    {
        var status = 0;
        try
        {
            status = await RequestAsync(number, cancellation);
        }
        catch (Exception error)
            when (error is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            // The server closed the connection, or the run ended.
        }
        Answers.AddOrUpdate(status, 1, (_, seen) => seen + 1);
    }

    private Task<int> RequestAsync(int number, CancellationToken cancellation) =>
        kind switch
        {
            StrangerKind.WrongKeys => SendAsync(number, WrongKey(number), cancellation),
            StrangerKind.LogIns => SendAsync(number, LogIn(number), cancellation),
            StrangerKind.WrongSignatures => SendAsync(number, WrongSignature(number), cancellation),
            StrangerKind.LinkAddresses => SendAsync(
                number,
                new HttpRequestMessage(HttpMethod.Get, $"/signup/{new Guid(number, 0, 0, new byte[8])}"),
                cancellation
            ),
            StrangerKind.SlowBodies => DripAsync(number, cancellation),
            StrangerKind.BrokenBodies => TalkAsync(
                number,
                Head(number) + Broken[number % Broken.Length],
                keepOpen: false,
                cancellation
            ),
            _ => TalkAsync(number, "POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nX-Half:", keepOpen: true, cancellation),
        };

    private HttpRequestMessage WrongKey(int number)
    {
        var key = number % 2 == 0 ? ApiKeyText.Create("sandbox", _ids).Text : "sk_org_sandbox_guess";
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/phones");
        request.Headers.Add("X-Api-Key", key);
        return request;
    }

    private static HttpRequestMessage LogIn(int number) =>
        new(HttpMethod.Post, "/api/auth/login")
        {
            Content = new StringContent(
                $$"""{"email":"user{{number % 30}}@acme.example","password":"guess guess guess"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };

    private static HttpRequestMessage WrongSignature(int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Hooks[number % Hooks.Length])
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"pad\":\"{new string('x', 4000)}\"}}")),
        };
        request.Headers.Add(WebhookSignature.HeaderName, "sha256=" + new string('a', 64));
        return request;
    }

    private async Task<int> SendAsync(int number, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var own = request;
        request.RequestUri = new Uri(server, request.RequestUri!);
        using var response = await _clients[number % Addresses].SendAsync(request, cancellation);
        return (int)response.StatusCode;
    }

    private async Task<int> DripAsync(int number, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(kind, number, server.Port, cancellation);
        await using var stream = new NetworkStream(socket);
        await WriteAsync(stream, Head(number) + "Content-Length: 1000\r\n\r\n", cancellation);
        var answer = StatusAsync(stream, cancellation);
        while (!answer.IsCompleted)
        {
            await WriteAsync(stream, "x", cancellation);
            await Task.WhenAny(answer, Task.Delay(Drip, TimeProvider.System, cancellation));
        }
        return await answer;
    }

    private async Task<int> TalkAsync(int number, string text, bool keepOpen, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(kind, number, server.Port, cancellation);
        await using var stream = new NetworkStream(socket);
        await WriteAsync(stream, text, cancellation);
        if (!keepOpen)
            socket.Shutdown(SocketShutdown.Send);
        return await StatusAsync(stream, cancellation);
    }

    private static string Head(int number) =>
        $"POST {Hooks[number % Hooks.Length]} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private static Task WriteAsync(Stream stream, string text, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation).AsTask();

    private static async Task<int> StatusAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new byte[12]; // HTTP/1.1 400
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        return length == head.Length ? int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
    }

    private static HttpClient ClientAt(StrangerKind kind, int at) =>
        new(
            new SocketsHttpHandler
            {
                MaxConnectionsPerServer = 32,
                ConnectCallback = async (context, cancellation) =>
                    new NetworkStream(
                        await ConnectAsync(kind, at, context.DnsEndPoint.Port, cancellation),
                        ownsSocket: true
                    ),
            }
        )
        {
            Timeout = Patience,
        };

    /// <summary>Connects from an address of strangers of this kind, so that limits by source see several sources.</summary>
    private static async Task<Socket> ConnectAsync(
        StrangerKind kind,
        int number,
        int port,
        CancellationToken cancellation
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var source = new IPAddress([127, 0, (byte)(1 + (int)kind), (byte)(1 + number % Addresses)]);
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
