using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Patchbay.Server.Intake;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>
/// How fast a server processes stored webhooks into history, statuses, contact windows and outgoing events, without
/// other load.
/// </summary>
internal static class BacklogBench
{
    private const int Port = 15120;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="arguments">
    /// The number of events, then the databases, or a folder with another build of the server to compare with.
    /// </param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 50_000;
        var build = Array.Find(arguments, Directory.Exists) ?? AppContext.BaseDirectory;
        var names = arguments.Skip(1).Where(name => name is "sqlite" or "postgres").DefaultIfEmpty("").ToList();
        if (names.Contains("sqlite") || names.Contains(""))
            await RunAsync("SQLite", count, build, null);
        if (!names.Contains("postgres") && !names.Contains(""))
            return 0;
        using var cluster = PostgresCluster.Start(Port + 1);
        if (cluster is not null)
            await RunAsync("PostgreSQL", count, build, cluster);
        return 0;
    }

    private static async Task RunAsync(string title, int count, string build, PostgresCluster? cluster)
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-bench-").FullName;
        var settings = IntakeStage.Settings(folder, cluster?.ConnectionString);
        await IntakeStage.PrepareAsync(settings, services => FillAsync(services, count));
        await using Database database = cluster is null
            ? new SqliteDatabase(Path.Combine(folder, "patchbay.db"))
            : new PostgresDatabase(cluster.ConnectionString);
        using var server = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(build, "Patchbay.Server.dll"), "--urls", $"http://127.0.0.1:{Port}", .. settings]
            )
        )!;
        try
        {
            // The first third is not counted, because the runtime compiles the code in it.
            var backlog = await WaitUntilAtMostAsync(database, count * 2 / 3);
            var (began, before) = (Stopwatch.GetTimestamp(), TimeUsed(server, cluster));
            await WaitUntilAtMostAsync(database, 0);
            var (elapsed, used) = (Stopwatch.GetElapsedTime(began), TimeUsed(server, cluster) - before);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{title, -12} {backlog / elapsed.TotalSeconds, 8:N0} events/s processed   "
                        + $"{used.TotalMicroseconds / backlog, 6:N0} µs of processor time an event"
                )
            );
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan TimeUsed(Process server, PostgresCluster? cluster) =>
        ProcessorTime.Of(server) + (cluster?.ProcessorTime ?? TimeSpan.Zero);

    private static async Task FillAsync(IServiceProvider services, int count)
    {
        var (writer, now) = (
            services.GetRequiredService<InboundWriter>(),
            services.GetRequiredService<TimeProvider>().GetUtcNow()
        );
        var webhooks = new SignedWebhooks("/", 1);
        foreach (var step in Enumerable.Range(0, count).Chunk(1000))
        {
            await writer.WriteAsync(
                [
                    .. step.SelectMany(n => PayloadSplitter.Split(Environments.Production, webhooks.NextBody(n))!)
                        .Select(change => new IncomingEvent(Environments.Production, change, now, null)),
                ],
                default
            );
        }
    }

    /// <summary>Waits until at most this many events are pending; returns how many are.</summary>
    private static async Task<long> WaitUntilAtMostAsync(Database database, int limit)
    {
        while (true)
        {
            var left = await database.ReadAsync(
                session => session.ScalarAsync<long>("select count(*) from inbound_pending"),
                default
            );
            if (left <= limit)
                return left;
            await Task.Delay(PollInterval, TimeProvider.System);
        }
    }
}
