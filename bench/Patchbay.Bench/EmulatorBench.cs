using System.Diagnostics;
using System.Globalization;
using System.Text;
using Patchbay.Emulator;

namespace Patchbay.Bench;

/// <summary>How fast the emulator takes text messages with a long history, beside a route that only parses; how soon it starts; what it holds.</summary>
internal static class EmulatorBench
{
    private const int Connections = 16;
    private const int EmulatorPort = 15081;
    private const int FloorPort = 15082;
    private const int History = 100_000;
    private const int Measured = 60_000;

    public static async Task<int> RunAsync()
    {
        using var floor = Start("Patchbay.Bench.dll", "emulator-floor", $"http://127.0.0.1:{FloorPort}");
        var began = Stopwatch.GetTimestamp();
        using var emulator = Start("Patchbay.Emulator.dll", "--urls", $"http://127.0.0.1:{EmulatorPort}", "--limits", "off");
        try
        {
            await FirstAnswerAsync($"http://127.0.0.1:{EmulatorPort}/_emulator/health");
            Say("start to first 200", $"{Stopwatch.GetElapsedTime(began).TotalMilliseconds,8:N0} ms");
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

    private static async Task MeasureAsync(Process emulator, Process parser)
    {
        var path = $"/v23.0/{EmulatorDefaults.TestPhoneNumberId}/messages";
        var sends = new SocketLoad("127.0.0.1", EmulatorPort, Connections);
        var parses = new SocketLoad("127.0.0.1", FloorPort, Connections);
        // The history doubles as the warm-up: the first seconds of a process are the slow ones.
        await sends.RunAsync(n => Request(path, n), History);
        await parses.RunAsync(n => Request("/", n), History);
        Say($"memory, {History:N0} messages", Memory(emulator));
        Say("heap, collected", await HeapAsync());
        Say("memory, collected", Memory(emulator));
        // Alternate, so that both see the same machine.
        var best = (Send: default(LoadResult), Floor: default(LoadResult));
        for (var round = 0; round < 3; round++)
        {
            var (floor, parsing) = await TimedAsync(parser, () => parses.RunAsync(n => Request("/", n), Measured));
            var (send, sending) = await TimedAsync(emulator, () => sends.RunAsync(n => Request(path, n), Measured));
            Say($"round {round + 1}: parse only", $"{floor}   cpu {parsing:N1} µs");
            Say($"round {round + 1}: send", $"{send}   cpu {sending:N1} µs   {send.PerSecond / floor.PerSecond:P0} of the floor");
            if (best.Send is null || send.PerSecond > best.Send.PerSecond) best = (send, floor);
        }
        Say("best send", $"{best.Send}   {best.Send!.PerSecond / best.Floor!.PerSecond:P0} of the floor");
        Say($"memory, {History + 3 * Measured:N0} messages", Memory(emulator));
    }

    /// <summary>The server's own processor time a request: less moved by other load than requests a second.</summary>
    private static async Task<(LoadResult Result, double Microseconds)> TimedAsync(Process server, Func<Task<LoadResult>> run)
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        var result = await run();
        server.Refresh();
        return (result, (server.TotalProcessorTime - before).TotalMicroseconds / Measured);
    }

    private static byte[] Request(string path, long n)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""{"messaging_product":"whatsapp","recipient_type":"individual","to":"1555010{{{n % 10_000:0000}}}","type":"text","text":{"preview_url":false,"body":"Message number {{{n}}} of the benchmark"}}""");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {EmulatorDefaults.SystemUserToken}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    private static Process Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task FirstAnswerAsync(string url)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                if ((await client.GetAsync(url)).IsSuccessStatusCode) return;
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
        return await client.GetStringAsync($"http://127.0.0.1:{EmulatorPort}/_emulator/health?collect");
    }

    private static string Memory(Process process)
    {
        process.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{process.WorkingSet64 / 1048576.0,8:N0} MB");
    }

    private static void Say(string what, string result) => Console.WriteLine($"{what,-28} {result}");
}
