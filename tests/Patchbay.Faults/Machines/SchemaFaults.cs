namespace Patchbay.Faults.Machines;

/// <summary>
/// Faults that controls put into a database with triggers, because the product has no switches for them. On SQLite the
/// server must be stopped.
/// </summary>
internal static class SchemaFaults
{
    /// <summary>
    /// Gives each event a unique key, which has the effect of a missing unique index. The index itself cannot be
    /// dropped, because "on conflict" names it.
    /// </summary>
    public static string KeysNeverMatch(StorageKind storage) =>
        storage == StorageKind.Postgres
            ? """
                create function own_key() returns trigger language plpgsql as $$ begin
                    new.dedupe_key := gen_random_uuid();
                    return new;
                end $$;
                create trigger own_key before insert on inbound_events for each row execute function own_key();
                """
            : """
                create trigger own_key after insert on inbound_events begin
                    update inbound_events set dedupe_key = randomblob(16) where id = new.id;
                end;
                """;

    /// <summary>Lets the history store the same message twice.</summary>
    public const string MessagesRepeat = "drop index messages_by_wamid;";

    /// <summary>Stores ten copies of each event.</summary>
    public static string Copies(StorageKind storage) =>
        "create table copies (change_copy bytea);".Replace(
            "bytea",
            storage == StorageKind.Postgres ? "bytea" : "blob",
            StringComparison.Ordinal
        )
        + (
            storage == StorageKind.Postgres
                ? """
                    alter table copies alter column change_copy set storage external;
                    create function copy_event() returns trigger language plpgsql as $$ begin
                        insert into copies select new.change from generate_series(1, 10);
                        return new;
                    end $$;
                    create trigger copy_event before insert on inbound_events for each row execute function copy_event();
                    """
                : """
                    create trigger copy_event after insert on inbound_events begin
                        insert into copies with recursive counting (n) as (
                            select 1 union all select n + 1 from counting where n < 10
                        )
                        select new.change from counting;
                    end;
                    """
        );

    /// <summary>Keeps the epoch of a lease constant, so the server accepts results of a former holder.</summary>
    public const string FrozenEpoch = """
        create function freeze_epoch() returns trigger language plpgsql as $$ begin
            new.lease_epoch := old.lease_epoch;
            return new;
        end $$;
        create trigger freeze_epoch before update on endpoint_queues for each row execute function freeze_epoch();
        """;

    /// <summary>Ends leases at once, so each server takes over the endpoint that the other server works on.</summary>
    public const string ShortLeases = """
        create function shorten() returns trigger language plpgsql as $$ begin
            new.lease_until := least(new.lease_until, 1);
            return new;
        end $$;
        create trigger shorten before update on endpoint_queues for each row execute function shorten();
        """;

    /// <summary>Records a failed call as delivered.</summary>
    public static string FailuresPass(StorageKind storage) =>
        storage == StorageKind.Postgres
            ? """
                create function pass() returns trigger language plpgsql as $$ begin
                    if new.last_error is not null then new.state := 'delivered'; new.finished_at := new.due_at; end if;
                    return new;
                end $$;
                create trigger pass before update on deliveries for each row execute function pass();
                """
            : """
                create trigger pass after update of last_error on deliveries when new.last_error is not null begin
                    update deliveries set state = 'delivered', finished_at = due_at where id = new.id;
                end;
                """;

    /// <summary>
    /// Makes each failed call lock the deliveries (on SQLite: the database) briefly, which also delays others.
    /// </summary>
    public static string SlowFailures(StorageKind storage) =>
        storage == StorageKind.Postgres
            ? """
                create function slow() returns trigger language plpgsql as $$ begin
                    if new.outcome = 'failed' then
                        lock table deliveries in share row exclusive mode;
                        perform pg_sleep(0.05);
                    end if;
                    return new;
                end $$;
                create trigger slow before insert on delivery_attempts for each row execute function slow();
                """
            : """
                create trigger slow after insert on delivery_attempts when new.outcome = 'failed' begin
                    update delivery_attempts set number = number where delivery_id = 'none' and number in (
                        with recursive counting (n) as (
                            select 1 union all select n + 1 from counting where n < 100000
                        )
                        select n from counting
                    );
                end;
                """;
}
