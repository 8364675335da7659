using Patchbay.Server.Messages;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp.Recovery;

/// <summary>The rows of <c>status_checks</c>, and the sent messages whose status never came.</summary>
internal sealed class StatusCheckStore(Database database)
{
    /// <summary>Returns up to when messages of an environment were checked; null before the first check.</summary>
    public Task<DateTimeOffset?> CheckedToAsync(string environment, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
                await session.ScalarAsync<long?>(
                    "select checked_to from status_checks where environment = @environment",
                    new { environment }
                )
                    is { } at
                    ? DateTimeOffset.FromUnixTimeMilliseconds(at)
                    : (DateTimeOffset?)null,
            cancellation
        );

    /// <summary>Moves the mark on. Returns false when another server has moved it.</summary>
    public Task<bool> TryMoveAsync(
        string environment,
        DateTimeOffset? from,
        DateTimeOffset to,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    from is null
                        ? """
                        insert into status_checks (environment, checked_to) values (@environment, @to)
                            on conflict do nothing
                        """
                        : """
                        update status_checks set checked_to = @to where environment = @environment
                            and checked_to = @from
                        """,
                    new
                    {
                        environment,
                        from,
                        to,
                    }
                ) == 1,
            cancellation
        );

    /// <summary>Returns sent messages of a period that have one of some statuses, oldest first.</summary>
    public Task<IReadOnlyList<MessageRow>> FindAsync(
        string environment,
        DateTimeOffset from,
        DateTimeOffset until,
        bool alsoSent,
        int limit,
        CancellationToken cancellation
    )
    {
        var statuses = alsoSent ? "'accepted', 'sent'" : "'accepted'";
        return database.ReadAsync(
            session =>
                session.ListAsync<MessageRow>(
                    $"""
                    select messages.* from phones join messages on messages.phone_id = phones.id
                    where phones.environment = @environment and phones.disconnected_at is null
                        and messages.occurred_at >= @from and messages.occurred_at < @until
                        and messages.direction = 'outbound' and messages.status in ({statuses})
                        and messages.source = 'api' and messages.provider_message_id is not null
                    order by messages.occurred_at, messages.id limit @limit
                    """,
                    new
                    {
                        environment,
                        from,
                        until,
                        limit,
                    }
                ),
            cancellation
        );
    }
}
