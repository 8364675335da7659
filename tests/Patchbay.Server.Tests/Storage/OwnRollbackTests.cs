using Microsoft.Data.Sqlite;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

/// <summary>SQLite ends a transaction by itself when the disk is full; the one writing connection must survive that.</summary>
public sealed class OwnRollbackTests
{
    [Fact]
    public async Task Writes_go_on_after_SQLite_rolled_back_by_itself()
    {
        await using var folder = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var database = new SqliteDatabase(Path.Combine(folder.Folder, "own.db"));
        await database.WriteAsync(session => session.ExecuteAsync("create table things (id integer primary key)"), default);
        await database.WriteAsync(session => session.ExecuteAsync("insert into things values (1)"), default);

        // The same end as on a full disk, which a test cannot have: the statement takes the whole transaction with it.
        await Should.ThrowAsync<SqliteException>(() =>
            database.WriteAsync(session => session.ExecuteAsync("insert into things values (2); insert or rollback into things values (1)"), default));
        await database.WriteAsync(session => session.ExecuteAsync("insert into things values (3)"), default);

        (await database.ReadAsync(session => session.ListAsync<long>("select id from things order by id"), default)).ShouldBe([1, 3]);
    }
}
