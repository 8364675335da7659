using System.Data.Common;
using System.Globalization;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Records leases with triggers in the database: which server took an endpoint over from which, the deliveries that
/// were pending at that moment, and the results that a server wrote after another server's claim.
/// </summary>
internal sealed class LeaseWatch(Installation installation)
{
    public Task InstallAsync() => installation.ExecuteAsync(Schema);

    /// <summary>The server that holds the endpoint now; null when none does.</summary>
    public async Task<string?> HolderAsync() =>
        (
            await installation.ListAsync(
                "select c.server from watched_claims c join endpoint_queues q using (endpoint_id) where "
                    + "q.lease_owner is not null",
                row => row.GetString(0)
            )
        ).FirstOrDefault();

    public async Task<IReadOnlyList<Takeover>> TakeoversAsync()
    {
        var pending = await installation.ListAsync(
            "select takeover, event_id from watched_pending",
            row => (Takeover: row.GetInt64(0), Id: WebhookId(row.GetGuid(1)))
        );
        var pendingOf = pending.ToLookup(delivery => delivery.Takeover, delivery => delivery.Id);
        return await installation.ListAsync(
            "select number, loser, winner, at from watched_takeovers order by number",
            row => TakeoverOf(row, [.. pendingOf[row.GetInt64(0)]])
        );
    }

    public Task<int> StaleWritesAsync() => installation.CountAsync("select count(*) from watched_stale");

    private static string WebhookId(Guid eventId) => "msg_" + eventId.ToString("N", CultureInfo.InvariantCulture);

    private static Takeover TakeoverOf(DbDataReader row, HashSet<string> pending) =>
        new(row.GetString(1), row.GetString(2), new DateTimeOffset(row.GetDateTime(3)), pending);

    private const string Schema = """
        create table watched_claims (endpoint_id uuid primary key, server text not null);
        create table watched_takeovers (
            number bigint generated always as identity primary key,
            loser text not null,
            winner text not null,
            at timestamptz not null
        );
        create table watched_pending (takeover bigint not null, event_id uuid not null);
        create table watched_stale (delivery_id uuid not null);
        create function watch_claim() returns trigger language plpgsql as $$
        declare
            me text := current_setting('application_name');
            former text;
            takeover bigint;
        begin
            if new.lease_owner is null or new.lease_owner is not distinct from old.lease_owner then return null; end if;
            select server into former from watched_claims where endpoint_id = new.endpoint_id;
            if old.lease_owner is not null and former <> me then
                insert into watched_takeovers (loser, winner, at) values (former, me, clock_timestamp())
                    returning number into takeover;
                insert into watched_pending select takeover, d.event_id from deliveries d
                    where d.endpoint_id = new.endpoint_id and d.state = 'pending';
            end if;
            insert into watched_claims values (new.endpoint_id, me) on conflict (endpoint_id) do update set server = me;
            return null;
        end $$;
        create function watch_result() returns trigger language plpgsql as $$
        begin
            insert into watched_stale select new.id from watched_claims c
                where c.endpoint_id = new.endpoint_id and c.server <> current_setting('application_name');
            return null;
        end $$;
        create trigger watch_claim after update on endpoint_queues for each row execute function watch_claim();
        create trigger watch_result after update on deliveries for each row execute function watch_result();
        """;
}

/// <summary>A server claimed an endpoint that the former holder had not given back.</summary>
/// <param name="Loser">The server whose lease had ended.</param>
/// <param name="Winner">The server that claimed the endpoint.</param>
/// <param name="At">When the database recorded the claim.</param>
/// <param name="Pending">The webhook ids of the deliveries without a stored result.</param>
internal sealed record Takeover(string Loser, string Winner, DateTimeOffset At, IReadOnlySet<string> Pending);
