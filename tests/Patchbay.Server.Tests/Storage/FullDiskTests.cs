using Microsoft.Data.Sqlite;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

/// <summary>SQLite rolls back by itself when the disk is full; the one writing connection must survive that.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Writes_go_on_once_there_is_room_again()
    {
        await using var folder = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var database = new SqliteDatabase(Path.Combine(folder.Folder, "full.db"));
        await database.WriteAsync(session => session.ExecuteAsync("create table things (bytes blob)"), default);
        var pages = await database.ReadAsync(session => session.ScalarAsync<long>("pragma page_count"), default);

        await database.WriteAsync(session => session.ExecuteAsync($"pragma max_page_count = {pages + 2}"), default);
        var full = await Should.ThrowAsync<SqliteException>(() => InsertAsync(database));
        database.IsUnavailable(full).ShouldBeTrue();
        await Should.ThrowAsync<SqliteException>(() => InsertAsync(database));
        await database.WriteAsync(session => session.ExecuteAsync("pragma max_page_count = 100000"), default);
        await InsertAsync(database);

        (await database.ReadAsync(session => session.ScalarAsync<long>("select count(*) from things"), default)).ShouldBe(1);
    }

    private static Task InsertAsync(SqliteDatabase database) =>
        database.WriteAsync(session => session.ExecuteAsync("insert into things values (zeroblob(1000000))"), default);
}
