using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Patchbay.Testing;

/// <summary>The product in its own process, with the database and the settings of a test's server.</summary>
public sealed class ProductProcess : IAsyncDisposable
{
    private static readonly string[] Sections = ["Meta", "Payments", "Storage", "Vault", "Emulator"];

    private readonly Process _process;

    private ProductProcess(Process process) => _process = process;

    /// <summary>Runs a command of the command line until it ends.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(PatchbayHost host, params string[] args)
    {
        using var process = Process.Start(StartInfo(host, args, new Dictionary<string, string>()))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Starts a server without waiting until it is ready.</summary>
    public static ProductProcess Launch(PatchbayHost host, IReadOnlyDictionary<string, string> settings)
    {
        var process = Process.Start(StartInfo(host, [], settings))!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine(); // a full pipe would block the process
        process.BeginErrorReadLine();
        return new(process);
    }

    public bool IsRunning => !_process.HasExited;

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(
        PatchbayHost host,
        string[] args,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var start = new ProcessStartInfo("dotnet", [Product, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in host.Get<IConfiguration>().AsEnumerable())
        {
            if (value is not null && Sections.Contains(name.Split(':')[0]))
                start.Environment[Variable(name)] = value;
        }
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // Production on plain http needs a public address.
        start.Environment["Server__PublicBaseUrl"] = "http://localhost";
        foreach (var (name, value) in settings)
            start.Environment[Variable(name)] = value;
        return start;
    }

    private static string Variable(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    private static string Product =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Patchbay.Server/release/Patchbay.Server.dll"));
}
