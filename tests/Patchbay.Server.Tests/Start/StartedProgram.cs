using System.Diagnostics;
using System.Globalization;

namespace Patchbay.Server.Tests.Start;

/// <summary>The program as an operator starts it, with a data folder of its own and no other settings.</summary>
internal sealed class StartedProgram : IDisposable
{
    public const string Key = "k:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private StartedProgram(Process process) => Process = process;

    public Process Process { get; }

    /// <summary>Runs the program until it ends by itself.</summary>
    public static async Task<Ended> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string?> settings,
        params string[] args
    )
    {
        using var process = Process.Start(StartInfo(folder, settings, args))!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill();
            throw new TimeoutException("The program did not end; its start was expected to be refused.", e);
        }
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a server and waits until it listens.</summary>
    public static async Task<StartedProgram> ServeAsync(string folder, IReadOnlyDictionary<string, string?> settings)
    {
        var process = Process.Start(StartInfo(folder, settings, []))!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Now listening on", StringComparison.Ordinal))
                return new(process);
        }
        throw new InvalidOperationException($"The server ended: {await process.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }

    private static ProcessStartInfo StartInfo(
        string folder,
        IReadOnlyDictionary<string, string?> settings,
        string[] args
    )
    {
        var start = new ProcessStartInfo("dotnet", [Product, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__DataFolder"] = folder;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Server__PublicBaseUrl"] = "http://localhost";
        start.Environment["Vault__MasterKeys__0"] = Key;
        // The log of the web server says when it listens.
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
        {
            start.Environment.Remove(name.Replace(":", "__", StringComparison.Ordinal));
            if (value is not null)
                start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        return start;
    }

    private static string Product =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Patchbay.Server/release/Patchbay.Server.dll"));
}

/// <summary>How a program ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>Checks that the start was refused in one or two sentences that contain these words.</summary>
    public void ShouldBeRefused(params string[] words)
    {
        var all = string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}\n{Error}\n{Output}");
        ExitCode.ShouldBe(1, all);
        Error.TrimEnd().Split('\n').Length.ShouldBe(1, all);
        foreach (var word in words)
            Error.ShouldContain(word, Case.Sensitive, all);
        foreach (var trace in (string[])["   at ", "Exception"])
            (Output + Error).ShouldNotContain(trace, Case.Sensitive, all);
    }
}
