using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>The rows of <c>number_registrations</c> and <c>registration_calls</c>.</summary>
public sealed class RegistrationStore(Database database, Ids ids, TimeProvider clock)
{
    private const string Number = "environment = @environment and meta_phone_number_id = @metaId";

    public Task<RegistrationRow?> FindAsync(string environment, string metaId, CancellationToken cancellation) =>
        database.ReadAsync(session => FindAsync(session, environment, metaId), cancellation);

    /// <summary>
    /// Counts a call that is about to be sent. The answer is the call's id, or none and what holds the call back.
    /// </summary>
    internal Task<RegistrationTicket> BeginAsync(string environment, string metaId) =>
        database.WriteAsync(
            async session =>
            {
                var now = clock.GetUtcNow();
                await LockAsync(session, environment, metaId, now);
                var known = await FindAsync(session, environment, metaId) ?? new();
                if (known.HeldUntil > now)
                    return new RegistrationTicket(Call: null, known);
                if (await FullUntilAsync(session, environment, metaId, now) is { } until)
                {
                    var full = known with { HeldReason = RegistrationReasons.LimitReached, HeldUntil = until };
                    await SaveAsync(session, environment, metaId, full);
                    return new RegistrationTicket(Call: null, full);
                }
                var id = ids.Uuid();
                await session.ExecuteAsync(
                    """
                    insert into registration_calls (id, environment, meta_phone_number_id, called_at)
                        values (@id, @environment, @metaId, @now)
                    """,
                    new
                    {
                        id,
                        environment,
                        metaId,
                        now,
                    }
                );
                return new RegistrationTicket(id, known);
            },
            CancellationToken.None
        );

    /// <summary>Takes back a call that never reached Meta.</summary>
    internal Task TakeBackAsync(Guid call) =>
        database.WriteAsync(
            session => session.ExecuteAsync("delete from registration_calls where id = @call", new { call }),
            CancellationToken.None
        );

    /// <summary>Forgets what kept the number from being registered. Its calls still count.</summary>
    internal Task SucceededAsync(string environment, string metaId) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync($"delete from number_registrations where {Number}", new { environment, metaId }),
            CancellationToken.None
        );

    internal Task FailedAsync(string environment, string metaId, RegistrationRow known) =>
        database.WriteAsync(
            async session =>
            {
                var now = clock.GetUtcNow();
                await LockAsync(session, environment, metaId, now);
                var before = await FindAsync(session, environment, metaId);
                await SaveAsync(session, environment, metaId, known.WithLongerHold(before, now));
            },
            CancellationToken.None
        );

    /// <summary>Takes from Meta's description of a number that registering it needs its owner's PIN.</summary>
    internal Task LearnAsync(DbSession session, PhoneRow phone, PhoneNumber number) =>
        number.IsPinEnabled == true
        && number.Status != PhoneNumberStatus.Connected
        && phone is { PinIsKnown: false, IsCoexistence: false }
            ? LearnPinAsync(session, phone.Environment, phone.MetaPhoneNumberId)
            : Task.CompletedTask;

    /// <summary>Remembers that the number has a PIN of its owner's, which we do not know.</summary>
    internal async Task NeedsPinAsync(DbSession session, string environment, string metaId)
    {
        await LockAsync(session, environment, metaId, clock.GetUtcNow());
        await session.ExecuteAsync(
            $"update number_registrations set reason = @reason where {Number}",
            new
            {
                environment,
                metaId,
                reason = RegistrationReasons.PinRequired,
            }
        );
    }

    /// <summary>A PIN that was refused stays the reason.</summary>
    private async Task LearnPinAsync(DbSession session, string environment, string metaId)
    {
        var known = await FindAsync(session, environment, metaId);
        if (!RegistrationReasons.IsOfPin(known?.Reason))
            await NeedsPinAsync(session, environment, metaId);
    }

    /// <summary>One step of the pruner, for calls that Meta counts no more.</summary>
    public Task<int> PruneCallsAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from registration_calls where id in (select id from registration_calls
                        where called_at <= @before order by called_at limit @rows)
                    """,
                    new { before = now - RegistrationRules.Window, rows }
                ),
            cancellation
        );

    /// <summary>One step of the pruner, for numbers without a connection.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from number_registrations where (environment, meta_phone_number_id) in (
                        select environment, meta_phone_number_id from number_registrations known
                        where updated_at <= @before and not exists (select 1 from phones
                            where phones.environment = known.environment and phones.disconnected_at is null
                                and phones.meta_phone_number_id = known.meta_phone_number_id)
                        order by updated_at limit @rows)
                    """,
                    new { before = now - keep, rows }
                ),
            cancellation
        );

    private static Task<RegistrationRow?> FindAsync(DbSession session, string environment, string metaId) =>
        session.FirstOrDefaultAsync<RegistrationRow>(
            $"select reason, held_reason, held_until from number_registrations where {Number}",
            new { environment, metaId }
        );

    /// <summary>Makes the row if there is none. Until the transaction ends, no other one works on the number.</summary>
    private static Task<int> LockAsync(DbSession session, string environment, string metaId, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            insert into number_registrations (environment, meta_phone_number_id, updated_at)
                values (@environment, @metaId, @now)
            on conflict (environment, meta_phone_number_id) do update set updated_at = excluded.updated_at
            """,
            new
            {
                environment,
                metaId,
                now,
            }
        );

    private static Task<int> SaveAsync(DbSession session, string environment, string metaId, RegistrationRow known) =>
        session.ExecuteAsync(
            $"""
            update number_registrations set reason = @Reason, held_reason = @HeldReason, held_until = @HeldUntil
                where {Number}
            """,
            new
            {
                environment,
                metaId,
                known.Reason,
                known.HeldReason,
                known.HeldUntil,
            }
        );

    /// <summary>When the next call may be sent; null when it may be sent now.</summary>
    private static async Task<DateTimeOffset?> FullUntilAsync(
        DbSession session,
        string environment,
        string metaId,
        DateTimeOffset now
    )
    {
        var calls = await session.ListAsync<long>(
            $"""
            select called_at from registration_calls where {Number} and called_at > @since
                order by called_at desc limit {RegistrationRules.MostCalls}
            """,
            new
            {
                environment,
                metaId,
                since = now - RegistrationRules.Window,
            }
        );
        return calls.Count < RegistrationRules.MostCalls
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(calls[^1]) + RegistrationRules.Window;
    }
}

/// <summary>Leave to send one registration to Meta.</summary>
/// <param name="Call">Null when it must not be sent.</param>
/// <param name="Known">What is known about the number.</param>
internal sealed record RegistrationTicket(Guid? Call, RegistrationRow Known);
