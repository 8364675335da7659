using System.Text;
using Npgsql;

namespace Patchbay.Testing.Canary;

/// <summary>
/// Searches a test's database for secrets: the files of SQLite, or binary copies of PostgreSQL's tables.
/// </summary>
internal static class CanaryDatabase
{
    private const int LargestRead = 64 * 1024 * 1024;

    public static async Task LookAsync(Canaries canaries, TestDatabase database)
    {
        foreach (var file in Directory.GetFiles(database.Folder, "patchbay.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            canaries.Look($"{CanaryTally.Database}, {Path.GetFileName(file)}", await TextAsync(stream));
        }
        if (database.Postgres is not null)
            await LookAtTablesAsync(canaries, database.Postgres);
    }

    private static async Task LookAtTablesAsync(Canaries canaries, string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        var tables = new List<string>();
        await using (
            var command = new NpgsqlCommand(
                "select table_name from information_schema.tables where table_schema = 'public' and "
                    + "table_type = 'BASE TABLE'",
                connection
            )
        )
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }
        foreach (var table in tables)
        {
            // The binary format contains byte columns as they are. The text format would show them in hexadecimal.
            await using var stream = await connection.BeginRawBinaryCopyAsync(
                $"copy (select * from \"{table}\" limit 20000) to stdout (format binary)"
            );
            canaries.Look($"{CanaryTally.Database}, table {table}", await TextAsync(stream));
        }
    }

    // One character for each byte is enough, because secrets are ASCII.
    private static async Task<string> TextAsync(Stream stream)
    {
        using var all = new MemoryStream();
        var chunk = new byte[128 * 1024];
        for (int read; all.Length < LargestRead && (read = await stream.ReadAsync(chunk)) > 0; )
            all.Write(chunk, 0, read);
        return Encoding.Latin1.GetString(all.GetBuffer(), 0, (int)all.Length);
    }
}
