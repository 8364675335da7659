using System.Diagnostics;
using System.Globalization;
using System.Text;
using Patchbay.Emulator;

namespace Patchbay.Bench;

/// <summary>
/// Measures how fast the emulator accepts text messages with a long history, compared with a route that only parses;
/// how soon it starts; and its memory.
/// </summary>
internal static class EmulatorBench
{
    private const int Connections = 16;
    private const int EmulatorPort = 15081;
    private const int FloorPort = 15082;
    private const int History = 100_000;
    private const int Rounds = 12;
    private const int Measured = 15_000;
    private const int Starts = 5;
    private static readonly string EmulatorUrl = $"http://127.0.0.1:{EmulatorPort}";
    private static readonly string FloorUrl = $"http://127.0.0.1:{FloorPort}";

    public static async Task<int> RunAsync()
    {
        await MeasureStartsAsync();
        using var floor = StartFloor();
        using var emulator = StartEmulator();
        try
        {
            await FirstAnswerAsync(FloorUrl, HttpMethod.Post);
            await FirstAnswerAsync(EmulatorUrl + "/_emulator/health", HttpMethod.Get);
            Say("memory, idle", Memory(emulator));
            await MeasureAsync(emulator, floor);
        }
        finally
        {
            emulator.Kill();
            floor.Kill();
        }
        return 0;
    }

    /// <summary>Measures the time from process start to the first 200, for the emulator and for the floor.</summary>
    private static async Task MeasureStartsAsync()
    {
        List<double> emulator = [],
            floor = [];
        for (var i = 0; i < Starts; i++)
        {
            floor.Add(await StartAsync(StartFloor, FloorUrl, HttpMethod.Post));
            emulator.Add(await StartAsync(StartEmulator, EmulatorUrl + "/_emulator/health", HttpMethod.Get));
        }
        Say(
            "start to first 200",
            $"{emulator.Min(), 8:N0} ms best, {emulator.Order().ElementAt(Starts / 2):N0} ms median of {Starts}   "
                + $"(parse only: {floor.Min():N0} and {floor.Order().ElementAt(Starts / 2):N0} ms)"
        );
    }

    private static async Task<double> StartAsync(Func<Process> start, string url, HttpMethod method)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = start();
        await FirstAnswerAsync(url, method);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        process.Kill();
        await process.WaitForExitAsync();
        return took;
    }

    private static async Task MeasureAsync(Process emulator, Process parser)
    {
        var path = $"/v23.0/{EmulatorDefaults.TestPhoneNumberId}/messages";
        var sends = new SocketLoad("127.0.0.1", EmulatorPort, Connections);
        var parses = new SocketLoad("127.0.0.1", FloorPort, Connections);
        // Sending the history also warms the processes up.
        await sends.RunAsync(n => Request(path, n), History);
        await parses.RunAsync(n => Request("/", n), History);
        Say($"memory, {History:N0} messages", Memory(emulator));
        Say("heap, collected", await HeapAsync());
        Say("memory, collected", Memory(emulator));
        // Short alternating rounds give both processes the same machine conditions. The medians are compared.
        List<(LoadResult Result, double Microseconds)> floors = [],
            all = [];
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await TimedAsync(parser, () => parses.RunAsync(n => Request("/", n), Measured)));
            all.Add(await TimedAsync(emulator, () => sends.RunAsync(n => Request(path, n), Measured)));
            Say(
                $"round {round + 1, 2}",
                $"parse only {floors[^1].Result}   send {all[^1].Result}   "
                    + $"{all[^1].Result.PerSecond / floors[^1].Result.PerSecond, 5:P0}"
            );
        }
        var (floor, send) = (Median(floors), Median(all));
        Say("median, parse only", $"{floor.Result}   cpu {floor.Microseconds:N1} µs");
        Say(
            "median, send",
            $"{send.Result}   cpu {send.Microseconds:N1} µs   "
                + $"{send.Result.PerSecond / floor.Result.PerSecond:P0} of the floor"
        );
        Say($"memory, {History + Rounds * Measured:N0} messages", Memory(emulator));
    }

    private static (LoadResult Result, double Microseconds) Median(
        List<(LoadResult Result, double Microseconds)> rounds
    )
    {
        double Middle(Func<(LoadResult Result, double Microseconds), double> figure) =>
            rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
        return (
            new LoadResult(Middle(r => r.Result.PerSecond), Middle(r => r.Result.Median), Middle(r => r.Result.P99)),
            Middle(r => r.Microseconds)
        );
    }

    private static Process StartEmulator() => Start("Patchbay.Emulator.dll", "--urls", EmulatorUrl, "--limits", "off");

    private static Process StartFloor() => Start("Patchbay.Bench.dll", "emulator-floor", FloorUrl);

    /// <summary>
    /// Measures the server's processor time a request, which other load affects less than requests a second.
    /// </summary>
    private static async Task<(LoadResult Result, double Microseconds)> TimedAsync(
        Process server,
        Func<Task<LoadResult>> run
    )
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        var result = await run();
        server.Refresh();
        return (result, (server.TotalProcessorTime - before).TotalMicroseconds / Measured);
    }

    private static byte[] Request(string path, long n)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"messaging_product":"whatsapp","recipient_type":"individual","to":"1555010{{{n % 10_000:0000}}}",
            "type":"text","text":{"preview_url":false,"body":"Message number {{{n}}} of the benchmark"}}
            """
        );
        return Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + $"Authorization: Bearer {EmulatorDefaults.SystemUserToken}\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
            )
        );
    }

    private static Process Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task FirstAnswerAsync(string url, HttpMethod method)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, url);
                if (method == HttpMethod.Post)
                    request.Content = new StringContent("{\"to\":\"1\"}");
                if ((await client.SendAsync(request)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        }
    }

    private static async Task<string> HeapAsync()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(EmulatorUrl + "/_emulator/health?collect");
    }

    private static string Memory(Process process)
    {
        process.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{process.WorkingSet64 / 1048576.0, 8:N0} MB");
    }

    private static void Say(string what, string result) => Console.WriteLine($"{what, -28} {result}");
}
