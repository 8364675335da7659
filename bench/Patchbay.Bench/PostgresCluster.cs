using System.Diagnostics;
using System.Globalization;

namespace Patchbay.Bench;

/// <summary>A temporary PostgreSQL with full durability.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _bin,
        _folder;
    private int _isGone;

    private PostgresCluster(string bin, string folder, string connectionString) =>
        (_bin, _folder, ConnectionString) = (bin, folder, connectionString);

    public string ConnectionString { get; }

    /// <summary>The processor time of all processes of the server.</summary>
    public TimeSpan ProcessorTime =>
        Bench.ProcessorTime.OfTree(
            int.Parse(File.ReadLines(_folder + "/data/postmaster.pid").First(), CultureInfo.InvariantCulture)
        );

    /// <summary>Returns null and prints the reason when PostgreSQL is not installed.</summary>
    public static PostgresCluster? Start(int port)
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(Directory.Exists)
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;
        if (bin is null)
        {
            Console.WriteLine("PostgreSQL is not installed, so it is left out.");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("patchbay-bench-postgres-").FullName;
        if (Environment.UserName == "root")
            Run("chown", "postgres", folder);
        var cluster = new PostgresCluster(
            bin,
            folder,
            $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres"
        );
        AsPostgres(
            Path.Combine(bin, "initdb"),
            "-D",
            folder + "/data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"
        );
        AsPostgres(
            Path.Combine(bin, "pg_ctl"),
            "-D",
            folder + "/data",
            "-l",
            folder + "/log",
            "-w",
            "-s",
            "start",
            "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' "
                + "-c fsync=on -c synchronous_commit=on -c max_wal_size=4GB"
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose(); // also when the benchmark is interrupted
        return cluster;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isGone, 1) == 1)
            return;
        AsPostgres(Path.Combine(_bin, "pg_ctl"), "-D", _folder + "/data", "-m", "immediate", "-s", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    // PostgreSQL refuses to run as root.
    private static void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        else
            Run(program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                WorkingDirectory = "/",
                RedirectStandardOutput = true,
            }
        )!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
