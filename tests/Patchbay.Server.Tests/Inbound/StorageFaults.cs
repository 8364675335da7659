using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Faults that the database itself causes, so that the code under test runs unchanged.</summary>
internal static class StorageFaults
{
    public static Task FillDiskAsync(Stage stage) =>
        stage.Host.Get<Database>() is { IsPostgres: true } postgres
            ? RefuseOnPostgresAsync(postgres, "inbound_events", "true", "53100")
            : stage
                .Host.Get<Database>()
                // SQLite raises the limit to the current size.
                .WriteAsync(session => session.ExecuteAsync("pragma max_page_count = 1"), default);

    public static Task FreeDiskAsync(Stage stage) =>
        stage
            .Host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        stage.Host.Get<Database>().IsPostgres
                            ? "drop trigger refused on inbound_events"
                            : "pragma max_page_count = 1073741823"
                    ),
                default
            );

    public static Task RefuseOnPostgresAsync(Database database, string table, string when, string state) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    $"""
                    create function refuse() returns trigger language plpgsql as
                        $$ begin raise exception 'refused' using errcode = '{state}'; end $$;
                    create trigger refused before insert on {table} for each row when ({when}) execute function refuse()
                    """
                ),
            default
        );
}
