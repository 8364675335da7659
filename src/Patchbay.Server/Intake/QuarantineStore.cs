using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Intake;

/// <summary>
/// The rows of <c>quarantine</c>: signed bodies that cannot be read, and events that have no owner yet or cannot be
/// projected. They are kept and counted, never refused.
/// </summary>
public sealed class QuarantineStore(Database database, Ids ids, TimeProvider clock)
{
    public Task AddBodyAsync(string environment, string reason, byte[] body) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    insert into quarantine (id, environment, reason, body, received_at)
                        values (@id, @environment, @reason, @body, @now)
                    """,
                    new
                    {
                        id = ids.Uuid(),
                        environment,
                        reason,
                        body,
                        now = clock.GetUtcNow(),
                    }
                ),
            CancellationToken.None
        );

    /// <summary>Quarantines events. With an account, they are released once that account is connected.</summary>
    public Task AddAsync(
        DbSession session,
        IEnumerable<(InboundEventRow Event, string Reason, string? Account)> events
    ) =>
        session.ExecuteAsync(
            """
            insert into quarantine (id, environment, reason, event_id, account, received_at)
            values (@id, @Environment, @Reason, @EventId, @Account, @ReceivedAt)
            """,
            events
                .Select(row => new
                {
                    id = ids.Uuid(),
                    row.Event.Environment,
                    row.Reason,
                    EventId = row.Event.Id,
                    row.Account,
                    row.Event.ReceivedAt,
                })
                .ToList()
        );

    /// <summary>Returns the numbers and accounts whose events wait for an owner, each once.</summary>
    public Task<IReadOnlyList<Subject>> SubjectsAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
            {
                var found = await session.ListAsync<(string Environment, string Reason, string Account)>(
                    "select distinct environment, reason, account from quarantine where account is not null"
                );
                return (IReadOnlyList<Subject>)
                    [
                        .. found.Select(row => new Subject(
                            row.Environment,
                            row.Reason == QuarantineReason.UnknownNumber,
                            row.Account
                        )),
                    ];
            },
            cancellation
        );

    /// <summary>Releases the events of a number or account for projection. Returns their number.</summary>
    public async Task<int> ReleaseAsync(DbSession session, Subject subject)
    {
        var args = new
        {
            subject.Environment,
            subject.Id,
            reason = subject.IsNumber ? QuarantineReason.UnknownNumber : QuarantineReason.UnknownAccount,
            now = clock.GetUtcNow(),
        };
        await session.ExecuteAsync(
            $"""
            with known as materialized (select event_id from quarantine
                where environment = @Environment and account = @Id and reason = @reason {database.ForUpdate}
            )
            insert into inbound_pending (event_id, due_at, attempts) select e.id, @now, 0
                from known join inbound_events e on e.id = known.event_id where true
            on conflict do nothing
            """,
            args
        );
        return await session.ExecuteAsync(
            "delete from quarantine where environment = @Environment and account = @Id and reason = @reason",
            args
        );
    }

    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from quarantine where id in (select id from quarantine where received_at < @before
                        order by received_at limit @rows)
                    """,
                    new { before = now - keep, rows }
                ),
            cancellation
        );
}
