using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Bench;

/// <summary>
/// Stores events, each with a delivery, spread over all endpoints, without a signal to the worker. The database
/// generates the rows, because inserting rows one by one would take longer than delivering them.
/// </summary>
internal sealed class DeliveryFill(Database database, Tenant tenant, TimeProvider clock)
{
    // One statement with this many rows stays within its 30 seconds.
    private const int StatementRows = 100_000;

    private const string Numbers =
        "with recursive n (i) as (select @from union all select i + 1 from n where i + 1 < @to)";

    public async Task RunAsync(int count)
    {
        for (var from = 0; from < count; from += StatementRows)
        {
            var to = Math.Min(count, from + StatementRows);
            await database.WriteAsync(session => InsertAsync(session, from, to), default);
        }
    }

    /// <summary>The rows are committed together, so a worker sees all or none.</summary>
    private async Task InsertAsync(DbSession session, long from, long to)
    {
        var now = clock.GetUtcNow();
        var milliseconds = now.ToUnixTimeMilliseconds().ToString("x12", null);
        var data = DeliveryBenchStage.Data(long.MaxValue).Split(long.MaxValue.ToString(null, null));
        var args = new
        {
            from,
            to,
            now,
            tenant.OrganizationId,
            tenant.Environment,
            type = EventNames.MessageReceived,
            head = data[0],
            tail = data[1],
            prefix = $"{milliseconds[..8]}-{milliseconds[8..]}-7000-8000-",
        };
        // Like the server's ids, these ids sort by time.
        var id = database.IsPostgres
            ? "cast(@prefix || lpad(to_hex(i), 12, '0') as uuid)"
            : "@prefix || printf('%012x', i)";
        await session.ExecuteAsync(
            $"""
            {Numbers}
            insert into events (id, organization_id, environment, type, data, conversation, occurred_at, created_at)
            select {id}, @OrganizationId, @Environment, @type, @head || i || @tail, i % 10000, @now, @now from n
            """,
            args
        );
        await session.ExecuteAsync(
            $"""
            {Numbers},
            e (id, position, total) as (
                select id, row_number() over (order by id) - 1, count(*) over () from endpoints
            )
            insert into deliveries (
                id, organization_id, environment, event_id, endpoint_id, state, attempt_count, schedule_from, due_at,
                created_at
            )
            select {id}, @OrganizationId, @Environment, {id}, e.id, 'pending', 0, 0, @now, @now
            from n join e on e.position = i % e.total
            """,
            args
        );
    }
}
