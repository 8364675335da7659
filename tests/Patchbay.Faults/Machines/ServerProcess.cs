using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Patchbay.Faults.Machines;

/// <summary>A server process: the built product, or the same server with a fault.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30),
        Gap = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, string> _settings;
    private readonly string? _fault;
    private readonly string _log;
    private Process? _process;

    public ServerProcess(string log, Dictionary<string, string> settings, string? fault = null)
    {
        Address = new($"http://127.0.0.1:{FreePort()}");
        _settings = settings;
        _fault = fault;
        _log = log;
    }

    public Uri Address { get; }

    public int Id => _process!.Id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time that the process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most resident memory that the process had, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process!.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts the process without waiting until it is ready.</summary>
    public void Launch()
    {
        _process = Process.Start(StartInfo(_fault is null ? [Product] : [Faulty, "serve", _fault]))!;
        Drain(_process.StandardOutput);
        Drain(_process.StandardError);
    }

    public async Task StartAsync()
    {
        Launch();
        await WhenReadyAsync();
    }

    /// <summary>Waits until the server answers that it is ready.</summary>
    public async Task WhenReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            if (!IsRunning)
                throw new InvalidOperationException($"The server ended while starting; its output is in {_log}.");
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"The server was not ready in {Patience}; its output is in {_log}.");
            await Task.Delay(Gap, TimeProvider.System);
        }
    }

    /// <summary>Ends the process with SIGKILL: nothing is flushed, and no lease is given back.</summary>
    public async Task KillAsync()
    {
        Kill();
        await _process!.WaitForExitAsync();
    }

    public void Kill() => _process!.Kill();

    /// <summary>Ends the process with SIGTERM and waits for it.</summary>
    public async Task StopAsync()
    {
        Signal("TERM");
        await _process!.WaitForExitAsync();
    }

    /// <summary>Pauses the process with SIGSTOP, like a long pause of a virtual machine.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    /// <summary>Creates an organization's key on the command line, as an operator does.</summary>
    public async Task<string> CreateKeyAsync(string organization)
    {
        using var process = Process.Start(StartInfo([Product, "keys", "create", "--org", organization]))!;
        Drain(process.StandardError);
        var key = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? key.Split('\n')[^1]
            : throw new InvalidOperationException($"No key could be made: {key}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (IsRunning)
            await KillAsync();
        if (File.Exists(_log) && Environment.GetEnvironmentVariable("PATCHBAY_FAULTS_LOGS") is null)
            File.Delete(_log);
        _process.Dispose();
    }

    private static string Product =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Patchbay.Server/release/Patchbay.Server.dll"));

    private static string Faulty => Path.Combine(AppContext.BaseDirectory, "Patchbay.Faults.dll");

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo StartInfo(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_URLS"] = start.Environment["Server__PublicBaseUrl"] = Address.GetLeftPart(
            UriPartial.Authority
        );
        return start;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start(
            "kill",
            [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        kill.WaitForExit();
    }

    private void Drain(StreamReader output) =>
        _ = Task.Run(async () =>
        {
            while (await output.ReadLineAsync() is { } line)
            {
                lock (_settings)
                    File.AppendAllText(_log, line + "\n");
            }
        });
}
