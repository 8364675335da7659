using Patchbay.Server.Platform;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Storage;

public sealed class DialectTests
{
    private static readonly RowColumns<Named> Columns = new RowColumns<Named>()
        .Uuid("id", named => named.Id)
        .Text("name", named => named.Name)
        .Number("created_at", named => named.At);

    private static readonly RowWriter<Named> Rows = Columns.InsertInto("organizations");

    private static readonly RowUpdate<Named> Later = new RowColumns<Named>()
        .Uuid("organization", named => named.Id)
        .Text("name", named => named.Name)
        .Number("at", named => named.At)
        .Update(
            "organizations",
            set: "name = given.name, created_at = given.at",
            where: "organizations.id = given.organization and organizations.created_at < given.at"
        );

    [Theory, EachDatabase]
    public async Task Each_row_is_updated_from_its_own_given_row(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var (database, ids) = (host.Get<Database>(), host.Get<Ids>());
        var (first, second, absent) = (ids.Uuid(), ids.Uuid(), ids.Uuid());
        var changed = await database.WriteAsync(
            async session =>
            {
                await Rows.InsertAsync(session, [new(first, "a", 1), new(second, "b", 5)]);
                return await Later.RunAsync(
                    session,
                    [new(first, "later", 3), new(second, "too early", 3), new(absent, "none", 3)],
                    named => named.Id
                );
            },
            default
        );
        changed.ShouldBe([first]);
        (await NamesAsync(database)).ShouldBe(["b", "later"]);
    }

    [Theory, EachDatabase]
    public async Task A_select_for_each_id_finds_at_most_the_number_of_rows_given_for_the_id(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var (database, ids) = (host.Get<Database>(), host.Get<Ids>());
        var (first, second) = (ids.Uuid(), ids.Uuid());
        await database.WriteAsync(
            session => Rows.InsertAsync(session, [new(first, "a", 1), new(second, "b", 2), new(ids.Uuid(), "c", 3)]),
            default
        );
        var found = await database.ReadAsync(
            session =>
                database.ListForEachAsync<string>(
                    session,
                    new Dictionary<Guid, int> { [first] = 2, [second] = 1 },
                    given =>
                        $"select o.name from {given.Join} "
                        + $"(select * from organizations where id >= {given.Id} and name <> @not "
                        + $"order by id limit {given.Number}) o",
                    new { not = "a" }
                ),
            default
        );
        found.Order(StringComparer.Ordinal).ShouldBe(["b", "b", "c"]);
    }

    [Theory, EachDatabase]
    public async Task A_pair_is_found_only_when_both_values_match(DatabaseKind kind)
    {
        await using var host = await PatchbayHost.StartAsync(kind);
        var (database, ids) = (host.Get<Database>(), host.Get<Ids>());
        var (first, second) = (ids.Uuid(), ids.Uuid());
        await database.WriteAsync(
            session => Rows.InsertAsync(session, [new(first, "a \"quoted\" é", 1), new(second, "b", 2)]),
            default
        );
        var found = await database.WriteAsync(
            session =>
                session.ListAsync<Guid>(
                    $"select id from organizations where (id, name) {database.InPairs} {database.ForUpdateBy("id")}",
                    database.PairParameters([(first, "a \"quoted\" é"), (second, "a \"quoted\" é")])
                ),
            default
        );
        found.ShouldBe([first]);
    }

    private static Task<IReadOnlyList<string>> NamesAsync(Database database) =>
        database.ReadAsync(
            session => session.ListAsync<string>("select name from organizations order by name"),
            default
        );

    private sealed record Named(Guid Id, string Name, long At);
}
