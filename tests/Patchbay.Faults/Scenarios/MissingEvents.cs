using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// Prints in which tables acknowledged but undelivered events are: none, quarantine, or still pending.
/// </summary>
internal static class MissingEvents
{
    private const int Limit = 5;

    public static async Task PrintAsync(Run run, Stage stage)
    {
        foreach (var number in stage.Ledger.Missing.Take(Limit))
        {
            var lines = new List<string>();
            foreach (var sql in Queries(NumberedWebhooks.Wamid(number), run.Storage))
                lines.AddRange(await stage.Installation.ListAsync(sql, row => row.GetString(0)));
            run.Note(
                $"missing: {NumberedWebhooks.Wamid(number)}",
                lines.Count == 0 ? "in no table" : string.Join("; ", lines)
            );
        }
    }

    private static string[] Queries(string wamid, StorageKind storage)
    {
        var change = Text("e.change", storage);
        return
        [
            $"select 'inbound event ' || e.id from inbound_events e where {change} like '%{wamid}%'",
            "select 'pending, tried ' || p.attempts || ' times' from inbound_events e join inbound_pending p "
                + $"on p.event_id = e.id where {change} like '%{wamid}%'",
            "select 'quarantined: ' || q.reason from inbound_events e join quarantine q on q.event_id = e.id "
                + $"where {change} like '%{wamid}%'",
            $"""
                select 'quarantined as a body: ' || q.reason from quarantine q
                where q.body is not null and {Text("q.body", storage)} like '%{wamid}%'
                """,
            $"select 'message ' || m.status from messages m where m.provider_message_id = '{wamid}'",
            "select 'delivery ' || d.state || ', ' || d.attempt_count || ' attempts, due ' || d.due_at from "
                + $"events e join deliveries d on d.event_id = e.id where e.data like '%{wamid}%'",
            $"""
                select 'attempt ' || a.number || ' ' || a.outcome || ' ' || coalesce(a.error, '') from events e
                join deliveries d on d.event_id = e.id join delivery_attempts a on a.delivery_id = d.id
                where e.data like '%{wamid}%' order by a.number
                """,
        ];
    }

    private static string Text(string bytes, StorageKind storage) =>
        storage == StorageKind.Sqlite ? $"cast({bytes} as text)" : $"convert_from({bytes}, 'UTF8')";
}
