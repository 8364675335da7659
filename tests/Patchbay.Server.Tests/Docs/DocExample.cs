using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Patchbay.Server.Tests.Docs;

/// <summary>A code example of a document, run by the program that its language needs.</summary>
internal static class DocExample
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The block of a document in this language that holds a text.</summary>
    public static string Read(string document, string language, string holding) =>
        Regex
            .Matches(
                File.ReadAllText(Path.Combine(Folder(), document)),
                $"^```{language}\n(.*?)^```",
                RegexOptions.Multiline | RegexOptions.Singleline,
                TimeSpan.FromSeconds(5)
            )
            .Select(block => block.Groups[1].Value)
            .Single(code => code.Contains(holding, StringComparison.Ordinal));

    /// <summary>
    /// Runs code that reads JSON from its input and writes JSON. Skips the test, with the reason, where there is no such
    /// program.
    /// </summary>
    public static async Task<JsonElement> RunAsync(string program, string file, string code, string input)
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-example-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), code);
            using var process = Start(program, file, folder.FullName);
            using var patience = new CancellationTokenSource(Patience);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(0, await errors);
            return JsonDocument.Parse(await output).RootElement;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string program, string file, string folder)
    {
        try
        {
            return Process.Start(
                new ProcessStartInfo(program, file)
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    StandardOutputEncoding = Encoding.UTF8,
                }
            )!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"this machine has no {program}, which runs the example");
            throw;
        }
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs");
}
