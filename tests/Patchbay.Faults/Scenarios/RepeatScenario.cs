using System.Diagnostics;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>Meta sends the same events again: at the same time, after a restart, and in other groups.</summary>
internal static class RepeatScenario
{
    /// <summary>
    /// Only the keys of inbound events are broken. The history's key still prevents a second delivery.
    /// </summary>
    public static readonly Control StoredTwice = new(
        "keys of events never match, as without their unique index",
        Stored
    );

    private const string Stored = "stored, each event sent five times";
    private const int AtOnce = 3,
        Group = 7,
        Width = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task PlayAsync(Run run)
    {
        await using var stage = await Stage.StartAsync(run);
        if (run.Control is not null)
            await stage.BreakSchemaAsync(
                SchemaFaults.KeysNeverMatch(run.Storage)
                    + (run.Control == StoredTwice ? "" : SchemaFaults.MessagesRepeat)
            );
        var numbers = Enumerable.Range(0, run.Pick(300, 2_000, 20_000)).Select(_ => stage.Loop.Next()).ToArray();

        var refused = await SendAsync(stage, numbers.Chunk(1), AtOnce);
        await stage.SettleAsync(Patience);
        await stage.Server.StopAsync();
        await stage.Server.StartAsync();
        refused += await SendAsync(stage, numbers.Chunk(1), 1);
        new Random(1).Shuffle(numbers);
        refused += await SendAsync(stage, numbers.Chunk(Group), 1);
        await stage.SettleAsync(Patience);
        await stage.Server.StopAsync();

        run.Check("requests not acknowledged", refused, refused == 0);
        var stored = await stage.Installation.CountAsync("select count(*) from inbound_events where kind = 'message'");
        run.Check(Stored, $"{stored} of {numbers.Length}", stored == numbers.Length);
        run.Check("calls to the customer", stage.Receiver.Calls.Count, stage.Receiver.Calls.Count == numbers.Length);
        run.Check(stage.Ledger.Balance());
    }

    /// <summary>Sends the requests; returns how many were not acknowledged.</summary>
    private static async Task<int> SendAsync(Stage stage, IEnumerable<int[]> requests, int times)
    {
        var refused = 0;
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = Width },
            async (numbers, _) =>
            {
                var answers = await Task.WhenAll(
                    Enumerable.Range(0, times).Select(_ => stage.Loop.SendAsync(numbers, Stopwatch.GetTimestamp()))
                );
                Interlocked.Add(ref refused, answers.Count(isAcknowledged => !isAcknowledged));
            }
        );
        return refused;
    }
}
