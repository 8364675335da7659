using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Patchbay.Graph.Tests.Catalogue;

namespace Patchbay.Graph.Tests.Native;

/// <summary>The client works without reflection and without code made at run time.</summary>
public sealed class NativeTests
{
    private const string _variable = "PATCHBAY_TEST_NATIVE";

    [Fact]
    public void The_client_is_marked_as_trimmable_and_reflection_based_JSON_is_off()
    {
        typeof(GraphClient)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .ShouldContain(a => a.Key == "IsTrimmable" && a.Value == "True");
        typeof(GraphClient)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .ShouldContain(a => a.Key == "IsAotCompatible" && a.Value == "True");
        AppContext
            .TryGetSwitch("System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault", out var reflection)
            .ShouldBeTrue();
        reflection.ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_published_ahead_of_time_sends_lists_fails_and_reads_webhooks()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(_variable) is "1",
            $"Set {_variable}=1 to publish a native program; it takes about a minute and needs gcc or clang."
        );
        var root = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(SpecFiles.Path("operations.json"))!, "..", "..")
        );
        var output = Directory.CreateTempSubdirectory("patchbay-native-").FullName;
        try
        {
            var published = await RunAsync(
                "dotnet",
                "publish",
                Path.Combine(root, "tests", "Patchbay.Graph.Native"),
                "-c",
                "Release",
                "--nologo",
                "-r",
                RuntimeInformation.RuntimeIdentifier,
                "-p:RunAnalyzers=false",
                // A folder of its own keeps this build apart from the one that runs the test.
                "--artifacts-path",
                Path.Combine(output, "artifacts"),
                "-o",
                output
            );
            published.ShouldContain("Generating native code");
            published.ShouldNotContain("warning");
            var printed = await RunAsync(
                Path.Combine(
                    output,
                    OperatingSystem.IsWindows() ? "Patchbay.Graph.Native.exe" : "Patchbay.Graph.Native"
                )
            );
            printed
                .ReplaceLineEndings("\n")
                .ShouldBe("wamid.X\n+1 555-123-4567\n190 NewToken\nHi 1760000000 {\"a\":1}\nTrue\n");
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var text = await output + await errors;
        process.ExitCode.ShouldBe(0, text);
        return text;
    }
}
