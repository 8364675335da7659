using System.Data.Common;
using Dapper;

namespace Patchbay.Server.Storage;

/// <summary>
/// Applies the numbered SQL files, each in one transaction with its row in <c>schema_files</c>. Even when the process
/// is killed, a file is applied completely or not at all. Only one of several processes applies a file.
/// </summary>
public static class SchemaRunner
{
    private const string Folder = ".Storage.Schema.";

    public static Task ApplyAsync(Database database, TimeProvider clock, CancellationToken cancellation) =>
        database.WithSchemaLockAsync(
            async connection =>
            {
                await connection.ExecuteAsync(
                    """
                    create table if not exists schema_files (name varchar(200) not null primary key,
                        applied_at bigint not null)
                    """
                );
                var applied = (await connection.QueryAsync<string>("select name from schema_files")).ToHashSet(
                    StringComparer.Ordinal
                );
                var files = Files(database.Dialect).ToList();
                RefuseNewer(applied.Except(files.Select(file => file.Name)).Order(StringComparer.Ordinal).ToList());
                foreach (var (name, sql) in files)
                {
                    if (!applied.Contains(name))
                        await ApplyFileAsync(connection, name, sql, clock, cancellation);
                }
            },
            cancellation
        );

    // An older program on a newer schema would write rows that the newer program does not expect.
    private static void RefuseNewer(List<string> unknown)
    {
        if (unknown.Count > 0)
        {
            throw new StartRefusedException(
                $"A newer version of Patchbay has used this database (it applied {unknown[^1]}). Start that version or "
                    + "a later one, or restore a backup from before the upgrade."
            );
        }
    }

    /// <summary>Returns the files in order, in the SQL of one database.</summary>
    /// <param name="dialect"><see cref="Database.Dialect"/>.</param>
    public static IEnumerable<(string Name, string Sql)> Files(string dialect)
    {
        var assembly = typeof(SchemaRunner).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(resource => resource.Contains(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => (NameOf(resource), SchemaDialect.Write(Read(resource), dialect)));

        string Read(string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource) ?? Stream.Null;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    private static string NameOf(string resource) =>
        resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];

    private static async Task ApplyFileAsync(
        DbConnection connection,
        string name,
        string sql,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Checked again inside the transaction, because another process may have applied the file to this SQLite
        // database meanwhile.
        if (
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from schema_files where name = @name",
                new { name },
                transaction
            ) > 0
        )
            return;
        await connection.ExecuteAsync(new CommandDefinition(sql, null, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(
            new CommandDefinition(
                "insert into schema_files (name, applied_at) values (@name, @at)",
                new { name, at = clock.GetUtcNow().ToUnixTimeMilliseconds() },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
    }
}
