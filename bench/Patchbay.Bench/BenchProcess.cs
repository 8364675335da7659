using System.Diagnostics;

namespace Patchbay.Bench;

/// <summary>Runs a part of a benchmark in another process: this program with other arguments.</summary>
internal static class BenchProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Patchbay.Bench.dll"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;

    /// <summary>Sends requests until the answer is 200.</summary>
    public static async Task AnswerAsync(HttpClient client, string url)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience; )
        {
            try
            {
                if ((await client.GetAsync(new Uri(url))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // The process does not listen yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
        throw new TimeoutException($"{url} did not answer within {Patience}.");
    }
}
