using System.Diagnostics;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Two servers on one database. The first is paused past its leases while calls are under way, the second takes them
/// over, the first wakes up with the old answers; later the second is killed.
/// </summary>
internal static class TwoScenario
{
    private const int PerSecond = 50;
    private const string First = "first", Second = "second";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75), Call = TimeSpan.FromSeconds(1), SecondCall = TimeSpan.FromSeconds(2);

    public static async Task PlayAsync(Run run)
    {
        await using var stage = await Stage.StartAsync(run, settings: new() { ["Outgoing:LeaseSeconds"] = "6" }, name: First);
        await stage.Place.ExecuteAsync(Watch);
        if (run.IsControl) await stage.Place.ExecuteAsync(FreezeEpoch);
        var second = stage.Place.AddServer(name: Second);
        await second.StartAsync();
        var turn = 0;
        stage.Target = () => Interlocked.Increment(ref turn) % 2 == 0 ? stage.Server : second;
        stage.StartLoad(PerSecond);

        await Stage.WaitAsync(TimeSpan.FromSeconds(run.Pick(2, 4, 10)));
        var underWay = await PauseAsync(stage, second);
        await Stage.WaitAsync(TimeSpan.FromSeconds(run.Pick(1, 2, 5)));
        underWay += await KillAsync(stage, second);
        await Stage.WaitAsync(TimeSpan.FromSeconds(1));
        await stage.StopLoadAsync();
        await stage.SettleAsync(Patience);
        await JudgeAsync(run, stage, underWay);
    }

    /// <summary>Calls that were under way.</summary>
    private static async Task<int> PauseAsync(Stage stage, ServerProcess second)
    {
        stage.Target = () => second;
        var underWay = await WithCallsUnderWayAsync(stage, stage.Server.Pause);
        // Once the other has calls of the paused one under way, the paused one wakes with its old answers.
        stage.Receiver.SecondCallDelay = SecondCall;
        var since = Stopwatch.GetTimestamp();
        while (stage.Receiver.SecondCalls == 0 && Stopwatch.GetElapsedTime(since) < Patience) await Stage.WaitAsync(TimeSpan.FromMilliseconds(20));
        stage.Server.Resume();
        await Stage.WaitAsync(SecondCall + Call);
        stage.Receiver.SecondCallDelay = TimeSpan.Zero;
        return underWay;
    }

    private static async Task<int> KillAsync(Stage stage, ServerProcess second)
    {
        stage.Target = () => stage.Server;
        return await WithCallsUnderWayAsync(stage, second.Kill);
    }

    /// <summary>Slow answers for a moment, and then the blow; how many deliveries were under way.</summary>
    private static async Task<int> WithCallsUnderWayAsync(Stage stage, Action blow)
    {
        stage.Receiver.Delay = Call;
        await Stage.WaitAsync(Call / 2);
        blow();
        await Stage.WaitAsync(Call / 10); // what is on its way arrives
        stage.Receiver.Delay = TimeSpan.Zero;
        return await UnderWayAsync(stage);
    }

    /// <summary>Called, and no result of it is stored yet.</summary>
    private static async Task<int> UnderWayAsync(Stage stage)
    {
        var pending = await stage.Place.ListAsync("select 'msg_' || replace(event_id::text, '-', '') from deliveries where state = 'pending'");
        return pending.Count(stage.Receiver.Calls.ContainsKey);
    }

    private static async Task JudgeAsync(Run run, Stage stage, int underWay)
    {
        var calls = stage.Receiver.Calls.Values.ToList();
        var extra = calls.Count(count => count > 1);
        run.Check("most calls for one delivery", calls.Max(), calls.Max() <= 2);
        // Not a limit: a call that had left the paused server's queue and not reached the customer yet is under way as well.
        run.Note("called twice / seen under way at the blows", $"{extra} / {underWay}");
        var (stale, taken) = (await stage.Place.CountAsync("select count(*) from watched_stale"), await stage.Place.CountAsync("select count(*) from watched_taken_over"));
        run.Check("leases taken over by the other server", taken, taken > 0);
        run.Check("stale writes", stale, stale == 0);
        run.Check(stage.Ledger.Balance());
    }

    // The database itself notes who claimed an endpoint last, and who writes a result of it after another's claim.
    private const string Watch =
        """
        create table watched_claims (endpoint_id uuid primary key, server text not null);
        create table watched_taken_over (endpoint_id uuid not null);
        create table watched_stale (delivery_id uuid not null);
        create function watch_claim() returns trigger language plpgsql as $$
        declare me text := current_setting('application_name');
        begin
            if new.lease_owner is null or new.lease_owner is not distinct from old.lease_owner then return null; end if;
            insert into watched_taken_over select new.endpoint_id from watched_claims c where c.endpoint_id = new.endpoint_id and c.server <> me;
            insert into watched_claims values (new.endpoint_id, me) on conflict (endpoint_id) do update set server = me;
            return null;
        end $$;
        create function watch_result() returns trigger language plpgsql as $$
        begin
            insert into watched_stale select new.id from watched_claims c where c.endpoint_id = new.endpoint_id and c.server <> current_setting('application_name');
            return null;
        end $$;
        create trigger watch_claim after update on endpoint_queues for each row execute function watch_claim();
        create trigger watch_result after update on deliveries for each row execute function watch_result();
        """;

    // An epoch that never moves is none: every result of a former holder passes for a fresh one.
    private const string FreezeEpoch =
        """
        create function freeze_epoch() returns trigger language plpgsql as $$ begin new.lease_epoch := old.lease_epoch; return new; end $$;
        create trigger freeze_epoch before update on endpoint_queues for each row execute function freeze_epoch();
        """;
}
