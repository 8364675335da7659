using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// The rows of <c>login_failures</c>: wrong guesses, counted by subject and source, by source, and by subject. They
/// count
/// for unknown addresses too, so that neither the answer nor its time reveals which exist. All servers share them.
/// </summary>
public sealed class GuessStore(Database database, DerivedKeys keys, TimeProvider clock)
{
    /// <summary>The most wrong guesses of one subject from one source within <see cref="Short"/>.</summary>
    public const int MaxOfPair = 5;

    /// <summary>The most wrong guesses from one source within <see cref="Short"/>, whatever they are about.</summary>
    public const int MaxOfSource = 30;

    /// <summary>The most wrong guesses of one subject within <see cref="Long"/>, wherever they come from.</summary>
    public const int MaxOfSubject = 50;

    /// <summary>How long wrong guesses of a source count, and how long the next one has to wait.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMinutes(15),
        Long = TimeSpan.FromHours(1);

    /// <summary>Returns how long an attempt has to wait. Writes nothing.</summary>
    public async Task<GuessWait> FindAsync(Guess guess, CancellationToken cancellation)
    {
        var counters = CountersOf(guess);
        var now = clock.GetUtcNow();
        var rows = await database.ReadAsync(
            session =>
                session.ListAsync<GuessRow>(
                    """
                    select email_hash, failures, locked_until from login_failures
                    where email_hash in (@pair, @source, @subject) and locked_until > @now
                    """,
                    new
                    {
                        pair = counters[0].Hash,
                        source = counters[1].Hash,
                        subject = counters[2].Hash,
                        now,
                    }
                ),
            cancellation
        );
        var waits = counters.Select(counter => WaitOf(counter, rows, now)).ToArray();
        return new(waits[0], waits.Skip(1).Max());
    }

    /// <summary>
    /// Counts an attempt before its check, so that parallel attempts do not get around the limit. Returns false when
    /// attempts in parallel have used up this source's guesses of the subject.
    /// </summary>
    public Task<bool> CountAsync(Guess guess, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var counters = CountersOf(guess);
                if (!await CountAsync(session, counters[0]))
                    return false;
                // One order for all attempts, so that transactions on the same rows cannot deadlock.
                await CountAsync(session, counters[1]);
                await CountAsync(session, counters[2]);
                return true;
            },
            cancellation
        );

    /// <summary>Takes an attempt back that was right, or was not checked.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="guess">The attempt.</param>
    /// <param name="isRight">Whether the failures of this source with this subject are forgotten.</param>
    public async Task TakeBackAsync(DbSession session, Guess guess, bool isRight)
    {
        foreach (var counter in CountersOf(guess))
        {
            await session.ExecuteAsync(
                isRight && counter.Max == MaxOfPair
                    ? "delete from login_failures where email_hash = @Hash"
                    : "update login_failures set failures = failures - 1 where email_hash = @Hash and failures > 0",
                new { counter.Hash }
            );
        }
    }

    public Task TakeBackAsync(Guess guess, bool isRight) =>
        database.WriteAsync(session => TakeBackAsync(session, guess, isRight), CancellationToken.None);

    /// <summary>Forgets all failures of a subject. Returns how many counts there were.</summary>
    public Task<int> UnlockAsync(string subject, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "delete from login_failures where subject_hash = @hash",
                    new { hash = Hash("subject", subject) }
                ),
            cancellation
        );

    /// <summary>Deletes some of the rows that no longer count.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int limit, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from login_failures where email_hash in (
                        select email_hash from login_failures where last_at < @before limit @limit)
                    """,
                    new { before = now - Long, limit }
                ),
            cancellation
        );

    private async Task<bool> CountAsync(DbSession session, Counter counter)
    {
        var now = clock.GetUtcNow();
        return await session.FirstOrDefaultAsync<long?>(
            $"""
            insert into login_failures (email_hash, subject_hash, failures, last_at, locked_until)
            values (@Hash, @SubjectHash, 1, @now, @until)
            on conflict (email_hash) do update set
                failures = case when login_failures.locked_until <= @now then 1
                    else login_failures.failures + 1 end,
                locked_until = case when login_failures.locked_until <= @now
                    or login_failures.failures + 1 >= {counter.Max} then @until
                    else login_failures.locked_until end,
                last_at = @now
                where login_failures.failures < {counter.Max} or login_failures.locked_until <= @now
            returning failures
            """,
            new
            {
                counter.Hash,
                counter.SubjectHash,
                now,
                until = now + counter.Window,
            }
        )
            is not null;
    }

    private static TimeSpan? WaitOf(Counter counter, IReadOnlyList<GuessRow> rows, DateTimeOffset now) =>
        rows.FirstOrDefault(row => row.EmailHash.AsSpan().SequenceEqual(counter.Hash)) is { } row
        && row.Failures >= counter.Max
            ? row.LockedUntil - now
            : null;

    private Counter[] CountersOf(Guess guess)
    {
        var subject = Hash("subject", guess.Subject);
        return
        [
            new(Hash("pair", $"{guess.Source} {guess.Subject}"), subject, MaxOfPair, Short),
            new(Hash("source", guess.Source), null, MaxOfSource, Short),
            new(subject, subject, MaxOfSubject, Long),
        ];
    }

    private byte[] Hash(string kind, string text) =>
        HMACSHA256.HashData(keys.Derive("login-failures"), Encoding.UTF8.GetBytes($"{kind} {text}"));

    private sealed record Counter(byte[] Hash, byte[]? SubjectHash, int Max, TimeSpan Window);

    private sealed class GuessRow
    {
        public required byte[] EmailHash { get; init; }
        public required long Failures { get; init; }
        public required DateTimeOffset LockedUntil { get; init; }
    }
}
