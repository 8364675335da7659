using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Integrations.ConnectPage;

/// <summary>The rows of <c>connect_sessions</c>. Tokens, cookies and states are stored only as hashes.</summary>
public sealed class ConnectSessionStore(Database database, TimeProvider clock)
{
    public const int MaxAttempts = 10;

    public static SecretPlace HandlePlace(ConnectSession session) =>
        new(session.OrganizationId, "connect_sessions", session.Id.ToString(), "page_handle");

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public Task InsertAsync(ConnectSession row, byte[] tokenHash, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    insert into connect_sessions (id, organization_id, environment, channel, name, locale, redirect_url,
                        invited_by, token_hash, status, attempts, created_at, expires_at)
                    values (@Id, @OrganizationId, @Environment, @Channel, @Name, @Locale, @RedirectUrl, @InvitedBy,
                        @tokenHash, @Status, 0, @CreatedAt, @ExpiresAt)
                    """,
                    new
                    {
                        row.Id,
                        row.OrganizationId,
                        row.Environment,
                        row.Channel,
                        row.Name,
                        row.Locale,
                        row.RedirectUrl,
                        row.InvitedBy,
                        tokenHash,
                        row.Status,
                        row.CreatedAt,
                        row.ExpiresAt,
                    }
                ),
            cancellation
        );

    public Task<ConnectSession?> FindByTokenAsync(string channel, string token, CancellationToken cancellation) =>
        OneAsync("token_hash = @hash and channel = @channel", new { hash = Hash(token), channel }, cancellation);

    public Task<ConnectSession?> FindByBrowserAsync(string channel, string browser, CancellationToken cancellation) =>
        OneAsync("browser_hash = @hash and channel = @channel", new { hash = Hash(browser), channel }, cancellation);

    /// <summary>Claims the invitation for a browser; false when another browser has claimed it.</summary>
    public Task<bool> ClaimAsync(ConnectSession row, string browser) =>
        ChangeAsync(row, "browser_hash = @hash", "browser_hash is null", new { row.Id, hash = Hash(browser) });

    /// <summary>
    /// Stores the state of a new visit to the dialog, which replaces the earlier state. False after too many visits, or
    /// when the invitation is over.
    /// </summary>
    public Task<bool> SendAwayAsync(ConnectSession row, string state) =>
        ChangeAsync(
            row,
            """
            state_hash = @hash, attempts = attempts + 1, status = 'open', error = null, pages = null, page_handle = null
            """,
            $"attempts < {MaxAttempts} and status <> 'done' and expires_at > @now",
            new
            {
                row.Id,
                hash = Hash(state),
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Uses up the returned state; false when the state is wrong or was used before.</summary>
    public Task<bool> TakeStateAsync(ConnectSession row, string state) =>
        ChangeAsync(
            row,
            "state_hash = null",
            "state_hash = @hash and expires_at > @now",
            new
            {
                row.Id,
                hash = Hash(state),
                now = clock.GetUtcNow(),
            }
        );

    public Task FailAsync(ConnectSession row, string error) =>
        ChangeAsync(
            row,
            "status = 'open', error = @error, pages = null, page_handle = null",
            "status <> 'done'",
            new { row.Id, error }
        );

    /// <summary>Stores why a choice failed. The person can choose again from the same pages.</summary>
    public Task AskAgainAsync(ConnectSession row, string error) =>
        ChangeAsync(row, "error = @error", "status = 'choosing'", new { row.Id, error });

    public Task OfferAsync(ConnectSession row, string pages, byte[] handle) =>
        ChangeAsync(
            row,
            "status = 'choosing', error = null, pages = @pages, page_handle = @handle",
            "status <> 'done'",
            new
            {
                row.Id,
                pages,
                handle,
            }
        );

    public Task FinishAsync(ConnectSession row, string result) =>
        ChangeAsync(
            row,
            "status = 'done', error = null, result = @result, pages = null, page_handle = null",
            "status <> 'done'",
            new { row.Id, result }
        );

    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from connect_sessions where id in (select id from connect_sessions where expires_at < @before
                        order by expires_at limit @rows)
                    """,
                    new { before = now - keep, rows }
                ),
            cancellation
        );

    private Task<bool> ChangeAsync(ConnectSession row, string set, string where, object args) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync($"update connect_sessions set {set} where id = @Id and {where}", args) == 1,
            CancellationToken.None
        );

    private Task<ConnectSession?> OneAsync(string where, object args, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<ConnectSession>($"select * from connect_sessions where {where}", args),
            cancellation
        );
}
