using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Patchbay.Server.Tests.Platform.Outbound;

/// <summary>A server that runs a script on each connection, so that it can act as no correct server does.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Dialogue, Task> _script;
    private readonly Task _running;
    private readonly TaskCompletionSource<Dialogue> _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedServer(Func<Dialogue, Task> script)
    {
        _script = script;
        _listener.Start();
        _running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Calls { get; private set; }

    /// <summary>The first connection, once its script ended or paused.</summary>
    public Task<Dialogue> Called => _called.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

    public static ScriptedServer Start(Func<Dialogue, Task> script) => new(script);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var dialogues = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Calls++;
                dialogues.Add(RunAsync(socket));
            }
        }
        catch (Exception error)
            when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(dialogues);
        }
    }

    private async Task RunAsync(Socket socket)
    {
        using var dialogue = new Dialogue(
            new NetworkStream(socket, ownsSocket: true),
            paused => _called.TrySetResult(paused),
            _stop.Token
        );
        try
        {
            await _script(dialogue);
            _called.TrySetResult(dialogue);
        }
        catch (Exception error)
            when (error
                    is IOException
                        or OperationCanceledException
                        or System.Security.Authentication.AuthenticationException
            )
        {
            _called.TrySetResult(dialogue); // the client disconnected
        }
    }
}

/// <summary>One connection as lines of text.</summary>
internal sealed class Dialogue(Stream stream, Action<Dialogue> pause, CancellationToken stopping) : IDisposable
{
    private Stream _stream = stream;

    /// <summary>The lines that the client sent.</summary>
    public List<string> Heard { get; } = [];

    public Task SayAsync(string line) => WriteAsync(line + "\r\n");

    public Task WriteAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stopping).AsTask();

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> HearAsync()
    {
        var (line, next) = (new StringBuilder(), new byte[1]);
        while (await _stream.ReadAsync(next, stopping) == 1)
        {
            if (next[0] != '\n')
            {
                line.Append((char)next[0]);
                continue;
            }
            Heard.Add(line.ToString().TrimEnd('\r'));
            return Heard[^1];
        }
        return null;
    }

    /// <summary>Reads and drops some bytes.</summary>
    public async Task SkipAsync(int count)
    {
        var next = new byte[1];
        while (count-- > 0 && await _stream.ReadAsync(next, stopping) == 1) { }
    }

    /// <summary>Lets the test continue, and keeps the connection open without sending.</summary>
    public Task HangAsync()
    {
        pause(this);
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
    }

    public async Task SecureAsync(X509Certificate2 certificate)
    {
        var secure = new SslStream(_stream);
        // Offline, so that this server does not fetch the issuer from the address in the certificate.
        var own = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = own },
            stopping
        );
        _stream = secure;
    }

    public void Dispose() => _stream.Dispose();
}
