using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

public sealed class SchemaTests
{
    [Theory, EachDatabase]
    public async Task Applying_the_schema_again_changes_nothing(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var database = host.Get<Database>();
        await SchemaRunner.ApplyAsync(database, host.Clock, default);
        (
            await database.ReadAsync(session => session.ScalarAsync<long>("select count(*) from schema_files"), default)
        ).ShouldBe(SchemaRunner.Files(database.Dialect).Count());
    }

    [Fact]
    public void Both_databases_have_the_same_files() =>
        SchemaRunner
            .Files("sqlite")
            .Select(file => file.Name)
            .ShouldBe(SchemaRunner.Files("postgres").Select(file => file.Name));

    [Theory, EachDatabase]
    public async Task A_write_that_fails_leaves_nothing(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var database = host.Get<Database>();
        await Should.ThrowAsync<InvalidOperationException>(() =>
            database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync(
                        "insert into organizations (id, name, created_at) values (@id, 'ghost', 0)",
                        new { id = host.Get<Ids>().Uuid() }
                    );
                    throw new InvalidOperationException("stop");
                },
                default
            )
        );
        (
            await database.ReadAsync(
                session => session.ScalarAsync<long>("select count(*) from organizations"),
                default
            )
        ).ShouldBe(0);
    }
}
