using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Patchbay.Faults.Machines;

/// <summary>A temporary PostgreSQL that can be stopped and started. It is as durable as in production.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Password = "faults";

    private readonly string _folder = Directory.CreateTempSubdirectory("patchbay-faults-postgres-").FullName;
    private int _databases;

    public int Port { get; } = FreePort();

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The folder of PostgreSQL's programs; null when PostgreSQL is not installed.</summary>
    public static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;

    public static async Task<PostgresCluster> CreateAsync()
    {
        var cluster = new PostgresCluster();
        var passwordFile = Path.Combine(cluster._folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password + "\n");
        if (Environment.UserName == "root")
            await RunAsync("chown", ["-R", "postgres", cluster._folder]);
        await AsPostgresAsync(
            "initdb",
            "-D",
            cluster.Data,
            "-U",
            "postgres",
            "-A",
            "scram-sha-256",
            "--pwfile=" + passwordFile,
            "-E",
            "UTF8",
            "--locale=C"
        );
        await cluster.StartAsync();
        return cluster;
    }

    public Task StartAsync() =>
        AsPostgresAsync(
            "pg_ctl",
            "-D",
            Data,
            "-l",
            Path.Combine(_folder, "log"),
            "-w",
            "-s",
            "start",
            "-o",
            string.Create(
                CultureInfo.InvariantCulture,
                $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on "
                    + $"-c max_connections=200"
            )
        );

    /// <summary>Stops at once, like a crash: connections are cut, and the next start replays the log.</summary>
    public Task StopAsync() => AsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-s", "stop");

    /// <summary>Stops all processes with a signal: connections stay open, and nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Continues the processes that <see cref="PauseAsync"/> stopped.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Creates a database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"faults_{++_databases}";
        await ExecuteAsync(ConnectionString("postgres"), $"create database {name}");
        return ConnectionString(name);
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username=postgres;Password={Password};Database={database};Maximum Pool Size=60"
        );

    // The postmaster comes first, so that it starts no further process meanwhile.
    private async Task SignalAsync(string signal)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        await RunAsync("kill", [$"-{signal}", postmaster]);
        await RunAsync("pkill", [$"-{signal}", "-P", postmaster]);
    }

    // PostgreSQL refuses to run as root.
    private static Task AsPostgresAsync(string program, params string[] args)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. args])
            : RunAsync(path, args);
    }

    private static async Task RunAsync(string program, string[] args)
    {
        // The output is not redirected, because the server that pg_ctl leaves running would keep the pipe open.
        using var process = Process.Start(
            new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null", program, .. args])
            {
                WorkingDirectory = "/",
            }
        )!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', args)} failed.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
