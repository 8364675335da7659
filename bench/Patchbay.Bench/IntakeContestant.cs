using System.Diagnostics;
using System.Net.Sockets;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>One of those who take turns in the benchmark of intake: a process that takes webhooks.</summary>
internal sealed class IntakeContestant(string title, Process process, int port)
{
    private const int Connections = 64;

    private int _runs;

    public string Title => title;

    /// <summary>The database behind it, to see what is left to do; null for those that store nothing.</summary>
    public Database? Database { get; init; }

    /// <summary>The PostgreSQL that works for it.</summary>
    public PostgresCluster? Cluster { get; init; }

    /// <summary>Which receiver is called.</summary>
    public string Path { get; init; } = "/webhooks/meta";

    /// <summary>What its rounds brought.</summary>
    public List<IntakeRound> Rounds { get; } = [];

    public IntakeRound Median => Rounds.OrderBy(one => one.Load.PerSecond).ElementAt(Rounds.Count / 2);

    public async Task<IntakeRound> RunAsync(long count)
    {
        var before = Worked;
        var load = await new SocketLoad("127.0.0.1", port, Connections).RunAsync(
            new SignedWebhooks(Path, ++_runs).Next,
            count
        );
        var worked = (Worked - before).TotalMicroseconds / count;
        return new(load, worked, await WorkedOffAsync());
    }

    public Task<LoadResult> SteadyAsync(int perSecond, TimeSpan duration) =>
        new OpenLoad("127.0.0.1", port, Connections).RunAsync(
            new SignedWebhooks(Path, ++_runs).Next,
            perSecond,
            duration
        );

    public async Task AnswersAsync()
    {
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    public void Stop()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Database?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private TimeSpan Worked => ProcessorTime.Of(process) + (Cluster?.ProcessorTime ?? TimeSpan.Zero);

    /// <summary>Returns when the projections are through, so that one contestant's rest does not slow the next; how many events a second they did.</summary>
    private async Task<double> WorkedOffAsync()
    {
        var (left, began) = (await BacklogAsync(), Stopwatch.GetTimestamp());
        if (left == 0)
            return 0;
        while (await BacklogAsync() > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return left / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private Task<long> BacklogAsync() =>
        Database is null
            ? Task.FromResult(0L)
            : Database.ReadAsync(session => session.ScalarAsync<long>("select count(*) from inbound_pending"), default);
}

/// <param name="Load">How fast and how late it answered.</param>
/// <param name="Worked">Microseconds of processor a request, of the server and its database.</param>
/// <param name="WorkedOff">Events a second, of what was left to work off after the last answer; 0 when nothing was.</param>
internal sealed record IntakeRound(LoadResult Load, double Worked, double WorkedOff)
{
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Load}   {Worked, 4:N0} µs of processor{(WorkedOff > 0 ? $"   rest worked off at {WorkedOff:N0}/s" : "")}"
        );
}
