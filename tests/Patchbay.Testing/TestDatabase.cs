using Npgsql;

namespace Patchbay.Testing;

/// <summary>A database for one test: a SQLite file in a temporary folder, or a new PostgreSQL database.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string PostgresVariable = "PATCHBAY_TEST_POSTGRES";

    private readonly bool _borrowed;

    private TestDatabase(string folder, string? postgres, bool borrowed = false)
    {
        _borrowed = borrowed;
        Folder = folder;
        Postgres = postgres;
    }

    /// <summary>The connection string of a server that allows creating databases, from the environment.</summary>
    public static string? PostgresServer =>
        Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } value ? value : null;

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    public string? Postgres { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-test-").FullName;
        if (kind == DatabaseKind.Sqlite)
            return new(folder, null);
        var name = "pb_" + Path.GetFileName(folder).Split('-')[^1].ToLowerInvariant();
        await OnServerAsync($"create database {name}");
        return new(
            folder,
            new NpgsqlConnectionStringBuilder(PostgresServer) { Database = name, MaxPoolSize = 10 }.ToString()
        );
    }

    /// <summary>The same database for a second server, which does not delete it.</summary>
    public TestDatabase Borrow() => new(Folder, Postgres, borrowed: true);

    public async ValueTask DisposeAsync()
    {
        if (_borrowed)
            return;
        if (Postgres is not null)
        {
            await OnServerAsync($"drop database {new NpgsqlConnectionStringBuilder(Postgres).Database} with (force)");
        }
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
