using System.Diagnostics;
using System.Net.Sockets;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>A process that the intake benchmark compares: it accepts webhooks.</summary>
internal sealed class IntakeCandidate(string title, Process process, int port)
{
    private const int Connections = 64;

    private int _runs;

    public string Title => title;

    /// <summary>
    /// The database of the process, for counting pending events; null when the process stores nothing.
    /// </summary>
    public Database? Database { get; init; }

    /// <summary>The PostgreSQL of the process, whose processor time counts too; null for other databases.</summary>
    public PostgresCluster? Cluster { get; init; }

    /// <summary>The path that gets the webhooks.</summary>
    public string Path { get; init; } = "/webhooks/meta";

    /// <summary>The results of the measured rounds.</summary>
    public List<IntakeRound> Rounds { get; } = [];

    public IntakeRound Median => Rounds.OrderBy(round => round.Load.PerSecond).ElementAt(Rounds.Count / 2);

    public async Task<IntakeRound> RunAsync(long count)
    {
        var before = TimeUsed;
        var load = await new SocketLoad("127.0.0.1", port, Connections).RunAsync(
            new SignedWebhooks(Path, ++_runs).Next,
            count
        );
        var microseconds = (TimeUsed - before).TotalMicroseconds / count;
        return new(load, microseconds, await FinishBacklogAsync());
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

    private TimeSpan TimeUsed => ProcessorTime.Of(process) + (Cluster?.ProcessorTime ?? TimeSpan.Zero);

    /// <summary>
    /// Waits until no events are pending, so that they do not slow the next process. Returns the events processed a
    /// second.
    /// </summary>
    private async Task<double> FinishBacklogAsync()
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

/// <param name="Load">The rate and latency of the answers.</param>
/// <param name="Microseconds">Processor time a request, of the server and its database.</param>
/// <param name="BacklogRate">Events processed a second after the last answer; 0 when none were pending.</param>
internal sealed record IntakeRound(LoadResult Load, double Microseconds, double BacklogRate)
{
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Load}   {Microseconds, 4:N0} µs of processor time"
                + $"{(BacklogRate > 0 ? $"   backlog processed at {BacklogRate:N0}/s" : "")}"
        );
}
