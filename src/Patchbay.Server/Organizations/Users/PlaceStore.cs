using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The rows of <c>user_places</c>: sources from which users have logged in, as hashes.</summary>
public sealed class PlaceStore(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    /// <summary>Returns those of the users who have logged in from a source before.</summary>
    public async Task<IReadOnlyList<Guid>> KnownAsync(
        IReadOnlyCollection<Guid> users,
        string source,
        CancellationToken cancellation
    ) =>
        await database.ReadAsync(
            session =>
                session.ListAsync<Guid>(
                    $"""
                    select user_id from user_places
                    where source_hash = @hash and last_at > @since and user_id {database.InList("users")}
                    """,
                    new
                    {
                        hash = Hash(source),
                        since = clock.GetUtcNow() - Remembered,
                        users = database.ListParameter(users),
                    }
                ),
            cancellation
        );

    /// <summary>Remembers that a user has logged in from a source.</summary>
    public Task NoteAsync(DbSession session, Guid userId, string source) =>
        session.ExecuteAsync(
            """
            insert into user_places (user_id, source_hash, last_at) values (@userId, @hash, @now)
            on conflict (user_id, source_hash) do update set last_at = excluded.last_at
            """,
            new
            {
                userId,
                hash = Hash(source),
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Deletes some of the places that no longer count.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int limit, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from user_places where (user_id, source_hash) in (
                        select user_id, source_hash from user_places where last_at < @before limit @limit)
                    """,
                    new { before = now - Remembered, limit }
                ),
            cancellation
        );

    private static byte[] Hash(string source) => SHA256.HashData(Encoding.UTF8.GetBytes($"place {source}"));
}
